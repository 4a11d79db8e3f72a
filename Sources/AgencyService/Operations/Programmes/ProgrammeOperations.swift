import Agency
import Postgres

enum ProgrammeOperations {
    static let all = [AnyOperation(add), AnyOperation(list), AnyOperation(close)]

    /// A part of the reward and the days after the start date on which it falls due (M1, M3).
    struct Instalment: Codable, Sendable, Hashable {
        var shareBp: Int64
        var afterDays: Int64
    }

    /// A referral programme of a client for its own staff, or of the agency itself (M1).
    struct Programme: Codable, Sendable {
        var id: Int64
        var name: String
        /// Null: the agency sponsors it.
        var sponsorClientId: Int64?
        var amount: Money
        var instalments: [Instalment]
        var startsOn: CivilDate
        var endsOn: CivilDate?
        /// It pays although the client owes the agency a fee for the hire (M4).
        var both: Bool
    }

    struct Add: Codable, Sendable {
        var name: ShortText
        var sponsorClientId: Int64?
        var amount: Money
        var instalments: [Instalment]?
        var startsOn: CivilDate
        var endsOn: CivilDate?
        var both: Bool?
    }

    private static let columns: SQL = """
        id, name, sponsor_client_id, jsonb_build_object('minor', amount_minor, 'currency', currency) as amount, \
        instalments, starts_on, ends_on, pays_beside_fee as both
        """

    static let add = Operation<Add, Programme>(
        "programme.add", "Add a referral programme", route: .post("/programmes"), roles: [.coordinator],
        rules: ["M1", "M4"]
    ) { input, call in
        let instalments = input.instalments ?? [Instalment(shareBp: 10_000, afterDays: 0)]
        try check(input.amount, instalments)
        let stored = String(decoding: try JSONWriter.bytes(instalments), as: UTF8.self)
        return try await call.one(
            "programme",
            """
            insert into liaison.programmes (
                name, sponsor_client_id, amount_minor, currency, instalments, pays_beside_fee, starts_on, ends_on)
            values (\(input.name), \(input.sponsorClientId), \(input.amount.minor), \(input.amount.currency.code),
                    \(stored)::jsonb, \(input.both ?? false), \(input.startsOn), \(input.endsOn))
            returning \(columns)
            """)
    }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Programme>>(
        "programme.list", "List referral programmes", route: .get("/programmes"),
        roles: [.referrer, .coordinator, .client, .recruiter], rules: ["M1", "P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Programme] = try await call.all(
            """
            select \(columns) from liaison.programmes where true\(SQL.and("id", below: before))
             order by id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct Close: Codable, Sendable {
        var id: Int64
        /// The last day on which somebody can be nominated; today if it is not given.
        var endsOn: CivilDate?
    }

    static let close = Operation<Close, Programme>(
        "programme.close", "End a referral programme; what it has promised stays", route: .post("/programmes/{id}/closing"),
        roles: [.coordinator], rules: ["M1", "M2"], problems: [.conflict, .invalidDate]
    ) { input, call in
        let closed: Programme? = try await call.first(
            """
            update liaison.programmes set ends_on = greatest(starts_on, coalesce(\(input.endsOn)::date, liaison.agency_today()))
             where id = \(input.id) and (ends_on is null or ends_on >= liaison.agency_today())
               and coalesce(\(input.endsOn)::date, liaison.agency_today()) >= liaison.agency_today()
            returning \(columns)
            """)
        if let closed { return closed }
        let found: Programme = try await call.one("programme", "select \(columns) from liaison.programmes where id = \(input.id)")
        if let endsOn = input.endsOn, found.endsOn.map({ $0 >= endsOn }) ?? true {
            throw Problem(
                .invalidDate, "A programme ends today or later; who was nominated until now was nominated.", rule: "M2",
                facts: ["fields": ["ends_on": "lies in the past"]])
        }
        throw Problem(
            .conflict, "This programme has ended already.", rule: "M2",
            facts: ["ends_on": found.endsOn.map { .string($0.description) } ?? .null])
    }

    private static func check(_ amount: Money, _ instalments: [Instalment]) throws {
        var fields: [String: String] = [:]
        if amount.minor <= 0 { fields["amount.minor"] = "must be more than nothing" }
        let sharesAreRight = instalments.allSatisfy { (1...10_000).contains($0.shareBp) }
        if instalments.isEmpty || instalments.count > 24 {
            fields["instalments"] = "must be 1 to 24 parts"
        } else if !sharesAreRight || instalments.reduce(0, { $0 + $1.shareBp }) != 10_000 {
            fields["instalments"] = "must have shares that add up to 10000 basis points"
        } else if !instalments.allSatisfy({ (0...3_660).contains($0.afterDays) }) {
            fields["instalments"] = "must fall due 0 to 3660 days after the start"
        } else if zip(instalments, instalments.dropFirst()).contains(where: { $0.afterDays >= $1.afterDays }) {
            fields["instalments"] = "must be in the order of their days, each on a day of its own"
        } else if try amount.split(instalments.map { BasisPoints($0.shareBp) }).contains(where: { $0.minor < 0 }) {
            fields["instalments"] = "leave less than nothing for the last part of so small an amount"
        }
        guard fields.isEmpty else { throw Problem.invalid(fields) }
    }
}
