/** An answer with formulas of every kind, wide ones too. */
export const formulaAnswer = `The mass–energy relation $E = mc^2$ [1] holds at rest; in general

$$
E^2 = (pc)^2 + \\left(m_0 c^2\\right)^2 \\qquad \\text{for every particle of mass } m_0 \\text{ and momentum } p
$$

while CO$_2$ costs $5 to $10 a ton. Euler's identity is \\(e^{i\\pi} + 1 = 0\\), and stress is $\\sigma_{ij}$.

\\[
\\int_{-\\infty}^{\\infty} e^{-x^2} \\, dx = \\sqrt{\\pi}
\\]

- The *mean* $\\bar{x} = \\frac{1}{n} \\sum_{k=1}^{n} x_k$ of a sample
- what is wide in a line, $a_1 x_1 + a_2 x_2 + a_3 x_3 + a_4 x_4 + a_5 x_5 + a_6 x_6 = b^2$, and goes on
- a matrix $A = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$ and \\(\\unknown{x}\\)

\\begin{align}
f(x) &= (x + 1)^2 \\\\
     &= x^2 + 2x + 1
\\end{align}

| Symbol | Meaning | Price |
|---|---|---:|
| $\\lambda$ | wavelength, $\\lambda = \\frac{v}{f}$ | $5 |
| $\\hat{\\theta}$ | estimate | $1,000 |
`;
