"""The tracks a career follows: titles, skills, studies, and how people speak of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Track:
    """A kind of work: titles from first job to the top, and what one knows and has studied."""

    name: str
    titles: tuple[str, str, str, str, str, str]
    skills: tuple[str, ...]
    fields: tuple[str, ...]
    degrees: tuple[str, str]
    taglines: tuple[str, ...]


SCIENCE = ("BSc", "MSc")
ARTS = ("BA", "MA")


def _track(
    name: str,
    titles: str,
    skills: str,
    fields: str,
    degrees: tuple[str, str],
    taglines: str,
) -> Track:
    first, second, third, fourth, fifth, sixth = listed(titles)
    return Track(
        name,
        (first, second, third, fourth, fifth, sixth),
        listed(skills),
        listed(fields),
        degrees,
        tuple(taglines.split(" / ")),
    )


def listed(text: str) -> tuple[str, ...]:
    """What stands between the commas."""
    return tuple(part.strip() for part in text.split(","))


TRACKS = {
    track.name: track
    for track in (
        _track(
            "software",
            "Junior Software Engineer, Software Engineer, Senior Software Engineer, "
            "Staff Engineer, Director of Engineering, Chief Technology Officer",
            "Python, Go, TypeScript, Distributed systems, Kubernetes, PostgreSQL, System design, "
            "Code review, Observability, API design, Rust, CI/CD, Graph databases, Java",
            "Computer Science, Software Engineering, Mathematics",
            SCIENCE,
            "Keeping distributed systems boring at {company} / "
            "I delete more code than I write. {title} at {company}",
        ),
        _track(
            "data",
            "Data Analyst, Data Scientist, Senior Data Scientist, Principal Data Scientist, "
            "Director of Data, Chief Data Officer",
            "SQL, Python, Statistics, Machine learning, Data visualisation, Experiment design, "
            "Forecasting, Data modelling, dbt, Causal inference, Natural language processing",
            "Statistics, Mathematics, Computer Science, Physics",
            SCIENCE,
            "Asking better questions of data at {company} / "
            "{title} at {company}. Error bars or it did not happen",
        ),
        _track(
            "product",
            "Associate Product Manager, Product Manager, Senior Product Manager, "
            "Group Product Manager, Director of Product, Chief Product Officer",
            "Product strategy, Roadmapping, User research, Experiment design, SQL, "
            "Stakeholder management, Product discovery, Prioritisation, Pricing, Go-to-market",
            "Computer Science, Economics, Psychology, Industrial Engineering",
            SCIENCE,
            "Building what people come back for at {company} / "
            "{title} at {company}. Fewer features, better ones",
        ),
        _track(
            "design",
            "Junior Product Designer, Product Designer, Senior Product Designer, "
            "Design Lead, Head of Design, Chief Design Officer",
            "Interaction design, Figma, Prototyping, User research, Design systems, "
            "Accessibility, Information architecture, Typography, Usability testing, Illustration",
            "Interaction Design, Graphic Design, Industrial Design, Psychology",
            ARTS,
            "Designing calm software at {company} / {title} at {company}, for people in a hurry",
        ),
        _track(
            "sales",
            "Sales Development Representative, Account Executive, Senior Account Executive, "
            "Regional Sales Manager, Sales Director, Chief Revenue Officer",
            "Negotiation, Account management, Prospecting, CRM, Forecasting, Partnerships, "
            "Contract negotiation, Presentations, Customer success, Pipeline management",
            "Business Administration, Economics, Communication",
            ARTS,
            "Helping customers get their money's worth from {company} / "
            "{title} at {company}. I call back",
        ),
        _track(
            "marketing",
            "Marketing Assistant, Marketing Specialist, Senior Marketing Manager, "
            "Brand Lead, Marketing Director, Chief Marketing Officer",
            "Brand strategy, Copywriting, Content strategy, SEO, Campaign management, Analytics, "
            "Market research, Event marketing, Public relations, Social media",
            "Communication, Marketing, Psychology, English Literature",
            ARTS,
            "Telling the story of {company} in plain words / "
            "{title} at {company}. Words first, then budgets",
        ),
        _track(
            "people",
            "People Coordinator, Talent Partner, Senior People Partner, "
            "Talent Acquisition Lead, Head of People, Chief People Officer",
            "Recruiting, Interviewing, Coaching, Employee relations, Compensation, Onboarding, "
            "Organisation design, Employment law, Facilitation, Workforce planning",
            "Psychology, Sociology, Business Administration",
            ARTS,
            "Hiring kind, curious people at {company} / "
            "{title} at {company}. Careers are long, be nice",
        ),
        _track(
            "finance",
            "Accountant, Financial Analyst, Senior Financial Analyst, Finance Manager, "
            "Finance Director, Chief Financial Officer",
            "Financial modelling, Budgeting, Forecasting, Auditing, Excel, Tax, "
            "Financial reporting, IFRS, Cash flow management, Risk management",
            "Accounting, Economics, Finance",
            SCIENCE,
            "Making the numbers at {company} add up, and make sense",
        ),
        _track(
            "operations",
            "Operations Assistant, Operations Analyst, Operations Manager, "
            "Senior Operations Manager, Operations Director, Chief Operating Officer",
            "Process improvement, Project management, Vendor management, Lean, Budgeting, "
            "Change management, Planning, Procurement, Quality assurance, Negotiation",
            "Business Administration, Industrial Engineering, Economics",
            SCIENCE,
            "If it runs on time at {company}, nobody notices. That is the job",
        ),
        _track(
            "investing",
            "Investment Analyst, Associate, Senior Associate, Vice President, "
            "Investment Director, Chief Investment Officer",
            "Financial modelling, Due diligence, Valuation, Portfolio management, Fixed income, "
            "Risk management, Capital markets, Impact investing, Excel, Negotiation",
            "Economics, Finance, Mathematics",
            SCIENCE,
            "Patient capital at {company} / {title} at {company}. Reads the footnotes",
        ),
        _track(
            "risk",
            "Risk Analyst, Credit Analyst, Senior Risk Analyst, Risk Manager, "
            "Head of Risk, Chief Risk Officer",
            "Risk management, Credit analysis, Statistics, SQL, Regulatory reporting, Compliance, "
            "Stress testing, Fraud detection, Auditing, Financial modelling",
            "Mathematics, Statistics, Economics",
            SCIENCE,
            "Paid to worry, politely, at {company}",
        ),
        _track(
            "nursing",
            "Newly Qualified Nurse, Staff Nurse, Senior Staff Nurse, Ward Manager, "
            "Director of Nursing, Chief Nursing Officer",
            "Patient care, Triage, Critical care, Patient education, Infection control, "
            "Wound care, Clinical documentation, Palliative care, Mentoring, Crisis intervention",
            "Nursing, Public Health",
            SCIENCE,
            "Nights, weekends and good humour at {company}",
        ),
        _track(
            "medicine",
            "House Officer, Resident Physician, Specialist Registrar, Consultant Physician, "
            "Clinical Director, Chief Medical Officer",
            "Diagnosis, Internal medicine, Cardiology, Emergency medicine, Patient care, "
            "Clinical research, Medical education, Ultrasound, Ethics, Multidisciplinary teams",
            "Medicine",
            ("MBBS", "MPH"),
            "{title} at {company}. Listens first, prescribes second",
        ),
        _track(
            "research",
            "Research Assistant, Research Associate, Scientist, Senior Scientist, "
            "Director of Research, Chief Scientific Officer",
            "Molecular biology, CRISPR, Cell culture, Scientific writing, Statistics, PCR, "
            "Bioinformatics, Assay development, R, Grant writing, Immunology, Mass spectrometry",
            "Biology, Biochemistry, Chemistry, Bioengineering",
            SCIENCE,
            "Pipettes by day, papers by night at {company} / "
            "{title} at {company}. Most experiments fail, and that is fine",
        ),
        _track(
            "clinical trials",
            "Clinical Trial Assistant, Clinical Research Associate, "
            "Senior Clinical Research Associate, Clinical Project Manager, "
            "Director of Clinical Operations, Chief Development Officer",
            "Clinical trials, Good clinical practice, Regulatory affairs, Site monitoring, "
            "Medical writing, Pharmacovigilance, Project management, Data management, Ethics",
            "Pharmacology, Biology, Public Health",
            SCIENCE,
            "Getting good medicine safely to people at {company}",
        ),
        _track(
            "energy",
            "Graduate Engineer, Electrical Engineer, Senior Power Systems Engineer, "
            "Lead Grid Engineer, Engineering Director, Chief Engineer",
            "Power systems, Solar design, Battery storage, Wind resource assessment, SCADA, "
            "Grid integration, MATLAB, AutoCAD, High-voltage safety, Energy modelling",
            "Electrical Engineering, Mechanical Engineering, Energy Engineering",
            ("BEng", "MEng"),
            "Moving electrons, leaving carbon, at {company}",
        ),
        _track(
            "project development",
            "Project Coordinator, Project Developer, Senior Project Developer, "
            "Project Development Manager, Director of Development, Chief Development Officer",
            "Permitting, Project finance, Community engagement, Environmental assessment, GIS, "
            "Contract negotiation, Land acquisition, Project management, Procurement",
            "Environmental Science, Geography, Economics",
            SCIENCE,
            "Turning hillsides into power stations, with the neighbours' blessing",
        ),
        _track(
            "editorial",
            "Editorial Assistant, Reporter, Senior Editor, Features Editor, "
            "Deputy Editor-in-Chief, Editor-in-Chief",
            "Editing, Interviewing, Copywriting, Fact-checking, Storytelling, Investigations, "
            "Podcasting, Data journalism, Proofreading, Newsletters, Media law",
            "Journalism, English Literature, History, Political Science",
            ARTS,
            "Cutting adjectives at {company} / {title} at {company}. Tips welcome, in confidence",
        ),
        _track(
            "film",
            "Production Assistant, Video Editor, Senior Producer, Executive Producer, "
            "Head of Production, Chief Content Officer",
            "Video editing, Directing, Sound design, Documentary, Budgeting, Scriptwriting, "
            "Colour grading, Production planning, Storytelling, Casting",
            "Film Studies, Media Studies, Fine Art",
            ARTS,
            "Making documentaries people finish, at {company}",
        ),
        _track(
            "teaching",
            "Teaching Assistant, Learning Specialist, Senior Lecturer, Programme Lead, "
            "Dean of Studies, Chief Academic Officer",
            "Curriculum design, Lesson planning, Assessment, Mentoring, Facilitation, "
            "Instructional design, Inclusive teaching, Public speaking, E-learning",
            "Education, Linguistics, History, Mathematics",
            ARTS,
            "Still learning, mostly from my students at {company}",
        ),
        _track(
            "architecture",
            "Architectural Assistant, Architect, Senior Architect, Associate Architect, "
            "Design Director, Managing Partner",
            "Revit, Urban planning, Sustainable design, Rhino, Building regulations, Timber design,"
            " Retrofit, Model making, Client presentations, Conservation, AutoCAD",
            "Architecture, Urban Planning",
            ("BArch", "MArch"),
            "Drawing places worth staying in at {company}",
        ),
        _track(
            "construction",
            "Graduate Civil Engineer, Civil Engineer, Senior Structural Engineer, "
            "Project Engineer, Construction Director, Chief Engineer",
            "Structural analysis, Site management, AutoCAD, Cost estimation, Health and safety, "
            "BIM, Geotechnics, Contract management, Concrete design, Planning",
            "Civil Engineering, Structural Engineering",
            ("BEng", "MEng"),
            "{title} at {company}. Bridges, mostly",
        ),
        _track(
            "supply chain",
            "Logistics Coordinator, Supply Chain Analyst, Supply Chain Manager, "
            "Senior Logistics Manager, Director of Supply Chain, Chief Supply Chain Officer",
            "Inventory management, Demand planning, Customs, Route optimisation, Procurement, "
            "Warehouse management, Lean, SAP, Negotiation, Freight forwarding, Forecasting",
            "Supply Chain Management, Industrial Engineering, Business Administration",
            SCIENCE,
            "Knows where your container is. {title} at {company}",
        ),
        _track(
            "consulting",
            "Business Analyst, Consultant, Senior Consultant, Engagement Manager, "
            "Principal, Managing Partner",
            "Strategy, Stakeholder management, Market analysis, Presentations, Facilitation, "
            "Change management, Financial modelling, Workshops, Process improvement, Excel",
            "Economics, Mathematics, Industrial Engineering",
            SCIENCE,
            "Short slides, long listening. {title} at {company}",
        ),
        _track(
            "law",
            "Trainee Solicitor, Associate, Senior Associate, Counsel, Partner, Managing Partner",
            "Contract law, Legal research, Negotiation, Privacy law, Employment law, Litigation, "
            "Mergers and acquisitions, Intellectual property, Compliance, Arbitration",
            "Law",
            ("LLB", "LLM"),
            "Contracts a human can read. {title} at {company}",
        ),
        _track(
            "kitchen",
            "Commis Chef, Chef de Partie, Sous Chef, Head Chef, Executive Chef, Culinary Director",
            "Menu development, Pastry, Food safety, Kitchen management, Butchery, Fermentation, "
            "Costing, Supplier relations, Team leadership, Recipe development",
            "Culinary Arts, Food Science",
            ("Diploma", "BA"),
            "Feeding people properly at {company}",
        ),
        _track(
            "hotels",
            "Receptionist, Guest Relations Officer, Duty Manager, Front Office Manager, "
            "Hotel Manager, Managing Director",
            "Guest relations, Revenue management, Event planning, Team leadership, "
            "Conflict resolution, Booking systems, Food safety, Concierge services, Budgeting",
            "Hospitality Management, Tourism",
            ARTS,
            "Remembers how you take your coffee. {title} at {company}",
        ),
        _track(
            "programmes",
            "Programme Assistant, Programme Officer, Senior Programme Officer, "
            "Programme Manager, Country Director, Executive Director",
            "Grant writing, Monitoring and evaluation, Fundraising, Community engagement, "
            "Advocacy, Stakeholder management, Project management, Facilitation, Public policy",
            "International Relations, Public Policy, Sociology, Public Health",
            ARTS,
            "Small grants, long patience. {title} at {company}",
        ),
    )
}
