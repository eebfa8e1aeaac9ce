import type { AnsweredView, SourceView } from '../../src/protocol/viewState';
import { answeredView, sourceView } from './builders';

const vendors = ['Waymo', 'Zoox', 'Mobileye', 'Baidu Apollo Go', 'Pony.ai', 'WeRide', 'Aurora', 'Wayve'];

const introduction = `# Autonomous vehicle companies: the competitive landscape

The field has narrowed to a small number of operators with **driverless commercial service** and a wider group of suppliers [1][2]. This report compares them by deployment, sensors, business model and regulation; figures are those that the companies or regulators published [3].

> Counts of vehicles and rides change monthly. Where two sources disagree, the later one is used and both are cited.

## At a glance

| Company | Model | Driverless service | Sensors | Fleet |
|:--|:--|:-:|:--|--:|
| Waymo | Ride hailing, own fleet | yes [4] | Lidar, radar, camera | 2,500 |
| Zoox | Ride hailing, purpose-built vehicle | yes [5] | Lidar, radar, camera | 50 |
| Baidu Apollo Go | Ride hailing | yes [6] | Lidar, radar, camera | 1,000 |
| Aurora | Freight | yes [7] | Long-range lidar, radar, camera | 20 |
| Wayve | Licensing to car makers | no [8] | Camera first | — |

The table counts only vehicles that carry the public or freight without a person behind the wheel.
`;

const code = `## How the fleet figures were computed

Published counts were taken per quarter and *not* extrapolated:

1. Take the latest count that names a date.
2. Drop counts that include vehicles with a safety driver.
3. Where a range is given, use its lower end:
   - a range across cities is summed first,
   - a range across years is not used.

\`\`\`python
def fleet_size(reports: list[Report]) -> int | None:
    dated = [report for report in reports if report.date and not report.safety_driver]
    return max(dated, key=lambda report: report.date).lower_bound if dated else None
\`\`\`

Run \`fleet_size\` over the reports of one company; see the [method](https://example.org/method) for the full text.
`;

function vendorSection(vendor: string, index: number): string {
  const first = 9 + index * 4;
  return `## ${vendor}

${vendor} publishes safety figures at regular intervals [${first}]. Its service area grew during the last year, and it operates under permits that name the vehicles, the hours and the weather in which they may drive without a person [${first + 1}].

### Strengths and weaknesses

- A stack that is validated in several cities [${first + 2}]
- Unit costs that are still above those of a human driver in most of them [${first + 3}]
- Dependence on high-definition maps, which have to be kept up to date

${vendor} has said that the next generation of its hardware costs less than half of the present one; the claim could not be checked independently.
`;
}

/** A report as the larger processors write them: headings, tables, code and 40 sources. */
export const longReportText = [introduction, ...vendors.map(vendorSection), code].join('\n');

export const longReport: AnsweredView = answeredView({
  body: longReportText,
  sources: Array.from({ length: 40 }, (_, index) => reportSource(index + 1)),
  confidence: { level: 'low', word: 'low' },
  confidenceSummary: '3 high · 4 medium · 1 low',
  reasoning: vendors.map((vendor) => ({
    field: vendor.toLowerCase().replaceAll(' ', '_'),
    reasoning: `Permits and safety reports of ${vendor} were read; fleet counts come from its own publications.`,
  })),
  duration: '6 min 12 s',
});

function reportSource(number: number): SourceView {
  const vendor = vendors[number % vendors.length] ?? 'Waymo';
  const site = `newsroom${number}.example.org`;
  return sourceView({
    number,
    url: `https://${site}/reports/${number}?quarter=3#fleet`,
    title: `${vendor}: quarterly report on driverless operations, part ${number}`,
    site,
    excerpts: [
      `${vendor} reported driverless operations in ${number + 1} districts, with no person behind the wheel in any of them.`,
      `The permit of the ${vendor} service names the hours and the weather in which it may be offered.`,
    ],
    reasoning: [`Names the size of the fleet of ${vendor}.`],
    confidence: number % 3 === 0 ? { level: 'medium', word: 'medium' } : { level: 'high', word: 'High' },
    standing: number <= 32 ? 'cited' : 'read',
    inBasis: number !== 7,
    deceptive: number === 5,
  });
}

/** The last words of every huge report. */
export const endOfHugeReport = 'Here the report ends.';

/** A report of at least `length` characters with `citations` sources, for measurements. */
export function hugeReportText(length: number, citations: number): string {
  const sections: string[] = [introduction];
  for (let index = 0, size = 0; size < length; index += 1) {
    const vendor = vendors[index % vendors.length] ?? 'Waymo';
    const section = index % 10 === 9 ? code : vendorSection(vendor, index % Math.floor((citations - 12) / 4));
    sections.push(section);
    size += section.length + 1;
  }
  return [...sections, `\n${endOfHugeReport}\n`].join('\n');
}

/** The same as an answer. */
export function hugeReport(length: number, citations: number): AnsweredView {
  return answeredView({
    body: hugeReportText(length, citations),
    sources: Array.from({ length: citations }, (_, index) => reportSource(index + 1)),
    confidence: longReport.confidence,
    confidenceSummary: longReport.confidenceSummary,
    reasoning: longReport.reasoning,
    duration: longReport.duration,
  });
}
