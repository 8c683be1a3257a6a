/** An office of the invented company. All numbers are of ranges kept for fiction. */
export interface Office {
  readonly city: string;
  readonly address: string;
  readonly district?: string;
  readonly country: string;
  readonly postcode: string;
  /** The number with the last digits left out. */
  readonly phonePrefix: string;
  readonly lastDigits: number;
}

export const offices: readonly [Office, ...Office[]] = [
  {
    city: 'London',
    address: '14 Tallow Wharf',
    country: 'United Kingdom',
    postcode: 'SE1 9QX',
    phonePrefix: '+44 20 7946 0',
    lastDigits: 3,
  },
  {
    city: 'Berlin',
    address: 'Lindenhof 7',
    district: 'Aufgang C',
    country: 'Germany',
    postcode: '10117',
    phonePrefix: '+49 30 23125 ',
    lastDigits: 3,
  },
  {
    city: 'Paris',
    address: '3 passage des Ateliers',
    country: 'France',
    postcode: '75011',
    phonePrefix: '+33 1 99 00 ',
    lastDigits: 4,
  },
  {
    city: 'Stockholm',
    address: 'Sjöbodsgatan 21',
    country: 'Sweden',
    postcode: '116 45',
    phonePrefix: '+46 8 465 004 ',
    lastDigits: 2,
  },
  {
    city: 'Melbourne',
    address: '88 Wattlebird Lane',
    country: 'Australia',
    postcode: 'VIC 3000',
    phonePrefix: '+61 3 5550 ',
    lastDigits: 4,
  },
  {
    city: 'New York',
    address: '501 Gantry Street',
    district: 'Floor 12',
    country: 'United States',
    postcode: 'NY 11222',
    phonePrefix: '+1 212 555 01',
    lastDigits: 2,
  },
  {
    city: 'Toronto',
    address: '19 Birchcliff Yard',
    country: 'Canada',
    postcode: 'M5V 0A1',
    phonePrefix: '+1 416 555 01',
    lastDigits: 2,
  },
  {
    city: 'Remote',
    address: '501 Gantry Street',
    district: 'Mail Room',
    country: 'United States',
    postcode: 'NY 11222',
    phonePrefix: '+1 646 555 01',
    lastDigits: 2,
  },
];

export const organizations = [
  'Tessaly Works',
  'Tessaly Works',
  'Tessaly Works',
  'Tessaly Energy',
  'Tessaly Logistics',
  'Brightwater Laboratories',
  'Kestrel & Daughters',
  'Fjordline Mapping AS',
  'Atelier Lumen SARL',
] as const;

/** A part of the company, with the titles that its people have. */
export interface Department {
  readonly group: string;
  readonly titles: readonly [string, ...string[]];
}

export const departments: readonly [Department, ...Department[]] = [
  {
    group: 'ENGINEERING',
    titles: [
      'Software Engineer',
      'Senior Software Engineer',
      'Test Engineer',
      'Platform Engineer',
      'Engineering Manager',
      'Data Engineer',
      'Security Engineer',
    ],
  },
  {
    group: 'DESIGN',
    titles: ['Product Designer', 'Design Researcher', 'Content Designer', 'Illustrator'],
  },
  {
    group: 'OPERATIONS',
    titles: [
      'Site Manager',
      'Logistics Planner',
      'Facilities Coordinator',
      'Procurement Specialist',
      'Fleet Technician',
    ],
  },
  {
    group: 'RECORDS',
    titles: ['Records Manager', 'Archivist', 'Document Controller', 'Librarian'],
  },
  {
    group: 'FINANCE',
    titles: ['Accountant', 'Payroll Specialist', 'Financial Analyst', 'Head of Finance'],
  },
  {
    group: 'SALES',
    titles: ['Account Manager', 'Customer Success Manager', 'Sales Engineer', 'Regional Director'],
  },
  {
    group: 'PEOPLE',
    titles: ['People Partner', 'Recruiter', 'Learning Designer', 'Office Manager'],
  },
  { group: 'LEGAL', titles: ['Counsel', 'Compliance Officer', 'Paralegal'] },
  {
    group: 'RESEARCH',
    titles: ['Research Scientist', 'Cartographer', 'Laboratory Technician', 'Geologist'],
  },
];

export const statuses = [
  'In a meeting',
  'Working from home',
  'On the road until Thursday',
  'Happy to help',
  'Out for lunch 🥪',
  'Parental leave',
  'Reading the archives',
] as const;

const openings = [
  'Joined from a small agency and stayed for the people.',
  'Looks after everything that has to be found again in ten years.',
  'Keeps the lights on, and the coffee machine.',
  'Believes that a good form has five fields.',
  'Started in the post room.',
] as const;

const closings = [
  'Ask me about tide tables.',
  'Best reached in the morning.',
  'Sings in the company choir.',
  'Speaks fluent spreadsheet.',
  'Usually found near the plotter.',
] as const;

/** What people write about themselves, by two choices. */
export const descriptions = { openings, closings } as const;
