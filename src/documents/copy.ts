export const answerAsMarkdown = (a: {body: string}): string => a.body;
export const citationAsMarkdown = (s: {url: string}): string => s.url;
