import Agency
import Postgres

/// What happened at the demo agency, each step at its own moment, so that the database's own rules date and check it.
struct DemoTimeline {
    struct Step {
        var at: Instant
        var sql: SQL
    }

    /// A submission that a story goes on with.
    struct Submission {
        var id: Int64
        var candidate: DemoPeople.Candidate
        var vacancy: DemoVacancy
        var channel: Channel

        var company: DemoCompany { vacancy.company }
        /// A submission is on the desk of its candidate.
        var desk: DemoDesk { candidate.desk }
    }

    /// An interview with what is known of it so far.
    struct Interview {
        var id: Int64
        var submission: Submission
        var heldOn: CivilDate
        var promises: [PromiseGiven] = []
        var contacts: [ContactMade] = []
    }

    let setting: DemoSetting
    private(set) var steps: [Step] = []
    /// The days on which each contact was spoken to (T18).
    var spoken: [Int64: [CivilDate]] = [:]
    private var lastID: [String: Int64] = [:]

    init(_ setting: DemoSetting) { self.setting = setting }

    func days(_ company: DemoCompany) -> DemoDays { setting.days[Int(company.id) - 1] }

    /// The account of somebody in `DemoPeople.accounts`.
    func account(_ role: Role, _ person: Int64?) -> Int64 {
        let place = DemoPeople.accounts.firstIndex { $0.role == role && $0.person == person } ?? 0
        return setting.lastAccount + Int64(place) + 1
    }

    func account(of desk: DemoDesk) -> Int64 { account(desk == .ines ? .coordinator : .recruiter, desk.rawValue) }

    mutating func nextID(_ table: String) -> Int64 {
        lastID[table, default: 0] += 1
        return lastID[table, default: 1]
    }

    /// Adds a step at a local time of a day; what would lie in the future happens now.
    mutating func add(_ day: CivilDate, minute: Int, _ days: DemoDays, _ sql: SQL) {
        add(at: days.moment(day, minute: minute), sql)
    }

    mutating func add(at moment: Instant, _ sql: SQL) {
        steps.append(Step(at: min(moment, setting.now), sql: sql))
    }

    /// The statements in the order of their moments, each preceded by its moment.
    func batches(of size: Int) -> [[SQL]] {
        let ordered = steps.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        var statements: [SQL] = ["select set_config('liaison.operation', 'demo.load', true)"]
        for (_, step) in ordered {
            statements.append("select set_config('liaison.now', \(step.at.description), true)")
            statements.append(step.sql)
        }
        statements.append(Self.restart)
        return stride(from: 0, to: statements.count, by: size).map {
            Array(statements[$0..<min($0 + size, statements.count)])
        }
    }

    /// Rows were given their ids here; the next ones go on from them.
    private static let restart: SQL = """
        select setval(pg_get_serial_sequence('liaison.' || t.name, 'id'), t.last)
          from (select 'accounts' as name, max(id) as last from liaison.accounts
                union all select 'recruiters', max(id) from liaison.recruiters
                union all select 'clients', max(id) from liaison.clients
                union all select 'contacts', max(id) from liaison.contacts
                union all select 'candidates', max(id) from liaison.candidates
                union all select 'vacancies', max(id) from liaison.vacancies
                union all select 'referrers', max(id) from liaison.referrers
                union all select 'programmes', max(id) from liaison.programmes
                union all select 'nominations', max(id) from liaison.nominations
                union all select 'submissions', max(id) from liaison.submissions
                union all select 'interviews', max(id) from liaison.interviews
                union all select 'feedback', max(id) from liaison.feedback
                union all select 'enquiries', max(id) from liaison.enquiries
                union all select 'notes', max(id) from liaison.notes
                union all select 'materials', max(id) from liaison.materials
                union all select 'candidate_references', max(id) from liaison.candidate_references) t
         where t.last is not null
        """
}
