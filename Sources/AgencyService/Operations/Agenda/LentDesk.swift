import Agency
import Postgres

/// A loan of a desk that is live today, or on the day of an agenda.
struct LentDesk: Decodable {
    var recruiterId: Int64
    var desk: String
    var lentTo: String
    var fromOn: CivilDate
    var toOn: CivilDate
    /// Live today: it decides whose lines are shown.
    var isLiveNow: Bool
    /// Live on the day of the agenda.
    var isLiveThen: Bool
    /// Whoever asks lends it.
    var isOwn: Bool

    /// For a recruiter what they lend and are lent, for a coordinator every loan.
    ///
    /// Dates alone decide, so that a desk is its owner's again on the day after the last, whether anybody did anything or not.
    static func query(_ asOf: CivilDate?, _ call: Call) -> SQL {
        let concerned: SQL =
            call.role == .recruiter
            ? " and (l.recruiter_id = (select liaison.staff_id()) or l.to_recruiter_id = (select liaison.staff_id()))" : ""
        return """
            with \(ReportDay.table(asOf)), today as materialized (select liaison.agency_today() as today),
                 loan as (
                select l.*, (select n.today from today n) between l.from_on and l.to_on as is_live_now,
                       (select d.as_of from day d) between l.from_on and l.to_on as is_live_then
                  from liaison.desk_loans l
                 where l.returned_at is null
                   and l.to_on >= least((select d.as_of from day d), (select n.today from today n))\(concerned))
            select l.recruiter_id, r.name as desk, t.name as lent_to, l.from_on, l.to_on, l.is_live_now, l.is_live_then,
                   l.recruiter_id = (select liaison.staff_id()) as is_own
              from loan l
              join liaison.recruiters r on r.id = l.recruiter_id
              join liaison.recruiters t on t.id = l.to_recruiter_id
             where l.is_live_now or l.is_live_then
             order by l.to_on, l.id limit \(Agenda.largest)
            """
    }
}

/// The lines of an agenda with the desks that they are on.
struct DeskLines {
    private(set) var items: [AgendaItem] = []
    private let loans: [LentDesk]
    private let lent: [Int64: LentDesk]
    private let day: CivilDate?
    private let role: Role?

    /// - Parameters:
    ///   - day: the day of the agenda; nil for today.
    ///   - role: who reads it; a coordinator sees every desk, lent or not.
    init(_ loans: [LentDesk], on day: CivilDate?, for role: Role?) {
        self.loans = loans
        self.day = day
        self.role = role
        lent = Dictionary(loans.filter(\.isLiveNow).map { ($0.recruiterId, $0) }) { first, second in
            first.toOn < second.toOn ? second : first
        }
    }

    /// Adds lines of one desk; those of a desk that is back with its owner by the day of the agenda are not the borrower's any more.
    mutating func add(_ lines: [AgendaItem], on desk: Int64?) {
        guard let loan = desk.flatMap({ lent[$0] }) else { return items += lines }
        let isBorrowers = role == .recruiter && !loan.isOwn
        if isBorrowers, let day, day > loan.toOn { return }
        guard isBorrowers || loan.isLiveThen else { return items += lines }
        items += lines.map { line in
            var line = line
            line.desk = loan.desk
            line.lentUntil = loan.toOn
            return line
        }
    }

    /// What is lent on the day of the agenda.
    var cover: [Cover] {
        loans.filter(\.isLiveThen).map { Cover(desk: $0.desk, lentTo: $0.lentTo, fromOn: $0.fromOn, untilOn: $0.toOn) }
    }

    /// What whoever lends their desk should know.
    var note: String? {
        let own = loans.filter { $0.isLiveThen && $0.isOwn }.map { "Your desk is lent to \($0.lentTo) until \($0.toOn)." }
        return own.isEmpty ? nil : own.joined(separator: " ")
    }
}
