import type { Passage } from '../research/passage';

/** How software companies charge, and what large customers expect. */
export const saasPricing: readonly Passage[] = [
  {
    url: 'https://stripe.com/resources/more/saas-pricing-models-101',
    title: 'SaaS pricing models 101 - Stripe',
    subject: 'SaaS pricing in general',
    sentences: [
      'SaaS companies mainly use six pricing models: flat-rate, tiered, per-seat, usage-based, freemium and hybrid pricing.',
      'Most SaaS companies combine models: tiers for the features, and seats or usage within a tier.',
      'The choice of a pricing model depends on the value metric, the unit by which customers get more out of the product.',
      'Pricing pages of SaaS companies usually show three or four plans, the highest of them without a price and with a contact form.',
    ],
  },
  {
    url: 'https://slack.com/pricing',
    title: 'Pricing - Slack',
    subject: 'Per-seat pricing',
    sentences: [
      'Per-seat pricing charges a fixed amount for each user and month, as Slack, Salesforce and GitHub do.',
      'Per-seat pricing makes bills easy to forecast, which is why finance departments of enterprise customers accept it readily.',
      'The weakness of per-seat pricing is that customers share logins or hold back seats when only some people use the product often.',
      'Software that does the work of people breaks the link between seats and value, so per-seat pricing is losing ground with automation.',
    ],
    figures: {
      kind: 'SaaS pricing models',
      values: { 'charged by': 'user', suits: 'collaboration tools', 'main risk': 'shared logins' },
    },
  },
  {
    url: 'https://www.atlassian.com/software/jira/pricing',
    title: 'Jira pricing - Atlassian',
    subject: 'Tiered pricing',
    sentences: [
      'Tiered pricing packages features into a few plans, such as Free, Standard, Premium and Enterprise at Atlassian.',
      'Tiered pricing lets small teams start cheaply and reserves administration, security and support for enterprise customers.',
      'With too many tiers customers hesitate; three or four plans are usual.',
    ],
    figures: {
      kind: 'SaaS pricing models',
      values: {
        'charged by': 'plan',
        suits: 'products with distinct customer groups',
        'main risk': 'plans that fit nobody',
      },
    },
  },
  {
    url: 'https://docs.stripe.com/billing/subscriptions/usage-based',
    title: 'Usage-based billing - Stripe Documentation',
    subject: 'Usage-based pricing',
    sentences: [
      'Usage-based pricing charges for what is consumed: API calls, messages, gigabytes or compute time.',
      'Usage-based pricing is standard for infrastructure such as AWS, Snowflake and Twilio, where cost grows with use.',
      'Enterprise customers dislike the unpredictable bills of usage-based pricing and ask for committed volumes with discounts.',
      'Revenue of usage-based companies rises and falls with the activity of their customers.',
    ],
    figures: {
      kind: 'SaaS pricing models',
      values: { 'charged by': 'consumption', suits: 'infrastructure and APIs', 'main risk': 'bills that surprise' },
    },
  },
  {
    url: 'https://basecamp.com/pricing',
    title: 'Basecamp pricing',
    subject: 'Flat-rate pricing',
    sentences: [
      'Flat-rate pricing asks one price for the whole product, whatever the number of users.',
      'Basecamp sells a flat-rate plan with unlimited users beside its per-user plan.',
      'Flat-rate pricing is simple to explain, but it leaves money on the table with enterprise customers, who would pay more for more use.',
    ],
    figures: {
      kind: 'SaaS pricing models',
      values: {
        'charged by': 'nothing: one price',
        suits: 'focused products',
        'main risk': 'large customers pay too little',
      },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Freemium',
    title: 'Freemium - Wikipedia',
    subject: 'Freemium',
    sentences: [
      'As a pricing model of SaaS companies, freemium gives a basic product away and charges for capacity, features or support.',
      'Freemium spreads a product through its users, but only a few per cent of free users usually become paying customers.',
      'Enterprise customers rarely buy because of freemium alone; free use inside a company opens the door for a sales contract.',
    ],
    figures: {
      kind: 'SaaS pricing models',
      values: {
        'charged by': 'upgrade',
        suits: 'products that spread from user to user',
        'main risk': 'few free users convert',
      },
    },
  },
  {
    url: 'https://www.snowflake.com/en/pricing-options/',
    title: 'Pricing options - Snowflake',
    subject: 'Hybrid pricing',
    sentences: [
      'Hybrid pricing joins a committed subscription with charges for seats or usage above it.',
      'Hybrid pricing works best for most enterprise customers: the commitment makes the budget predictable, and the variable part follows the value.',
      'Snowflake sells capacity in advance at a discount and meters what is consumed from it.',
    ],
    figures: {
      kind: 'SaaS pricing models',
      values: { 'charged by': 'commitment plus use', suits: 'enterprise customers', 'main risk': 'hard to explain' },
    },
  },
  {
    url: 'https://www.intercom.com/pricing',
    title: 'Plans and pricing - Intercom',
    subject: 'Outcome-based pricing',
    sentences: [
      'Outcome-based pricing charges for results, such as a support conversation that was resolved without a person.',
      'Intercom charges for its agent Fin by resolution, beside seats for the people who use its help desk.',
      'Outcome-based pricing needs a definition of success that both sides can measure, which makes enterprise contracts longer to negotiate.',
    ],
    figures: {
      kind: 'SaaS pricing models',
      values: {
        'charged by': 'result',
        suits: 'automation with a measurable result',
        'main risk': 'disputes over what counts',
      },
    },
  },
  {
    url: 'https://www.salesforce.com/sales/pricing/',
    title: 'Sales pricing - Salesforce',
    subject: 'Enterprise contracts',
    sentences: [
      'Enterprise customers expect annual or multi-year contracts with negotiated prices, volume discounts and invoices.',
      'What works for enterprise customers is a price that can be forecast for the whole term of the contract.',
      'Single sign-on, audit logs, data residency and a service-level agreement are what enterprise plans add most often.',
      'Purchases by enterprise customers pass through security, legal and procurement, so list prices matter less than terms.',
    ],
  },
  {
    url: 'https://sso.tax/',
    title: 'The SSO Wall of Shame',
    subject: 'Charging for single sign-on',
    sentences: [
      'Many SaaS companies offer single sign-on only in their enterprise plan, which critics call the SSO tax.',
      'The price of a plan with single sign-on is often a multiple of the base price.',
    ],
  },
];
