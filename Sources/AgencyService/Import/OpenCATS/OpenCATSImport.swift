import Agency
import Postgres

/// One run of the import: reads what is known here, decides in memory what becomes of each row, and writes a few statements.
///
/// A dry run does the same and takes it back, so that what it says is what would happen.
struct OpenCATSImport: Sendable {
    let call: Call
    let dryRun: Bool

    func run(_ text: DumpText) async throws -> ImportReport {
        guard let me = call.caller?.personId else {
            throw Problem(.notPermitted, "Only a coordinator can import.", rule: "P")
        }
        let today: CivilDate = try await call.one("day", "select liaison.agency_today() as day", as: Today.self).day
        let dump = OpenCATSDump(text.value, today: today)
        var plan = OpenCATSPlan(dump, known: try await known(of: dump), me: me, today: today)
        let statements = try plan.statements
        guard !statements.isEmpty else { return plan.tally.report(dryRun: dryRun) }
        let opening: [SQL] = dryRun ? ["savepoint dry"] : []
        let closing: [SQL] = dryRun ? ["rollback to savepoint dry"] : []
        let results = try await call.pipeline(opening + statements.map(\.sql) + closing)
        for (statement, result) in zip(statements, results.dropFirst(opening.count)) where statement.tellsRefusals {
            for refusal in try result.decode(OpenCATSPlan.Refusal.self) { plan.refuse(refusal) }
        }
        plan.countAdded()
        return plan.tally.report(dryRun: dryRun)
    }

    private struct Today: Decodable { var day: CivilDate }

    private func known(of dump: OpenCATSDump) async throws -> OpenCATSKnown {
        let kinds = dump.identities
        let people = dump.candidates.map(\.person)
        let users = dump.users.sorted { $0.key < $1.key }
        let results = try await call.pipeline([
            // Two imports at once would bring the same rows twice; the second waits and finds them unchanged.
            "select pg_advisory_xact_lock(hashtextextended('liaison.import.opencats', 0))",
            """
            select u.id, r.id as recruiter_id
              from unnest(\(users.map(\.key)), \(users.map(\.value))) u (id, email)
              join liaison.recruiters r on lower(r.email) = lower(u.email)
            """,
            """
            select k.kind, k.external_id, coalesce(c.duplicate_of, k.entity_id) as root_id
              from unnest(\(kinds.map(\.kind)), \(kinds.map(\.id))) u (kind, id)
              join liaison.import_keys k on k.source = 'opencats' and k.kind = u.kind and k.external_id = u.id
              left join liaison.candidates c on k.kind = 'candidate' and c.id = k.entity_id
            """,
            """
            select lower(u.name) as name, lower(nullif(u.email, '')) as email
              from unnest(\(people.map(\.name)), \(people.map { $0.email ?? "" })) with ordinality u (name, email, place)
             order by u.place
            """,
            """
            select c.id as root_id, lower(c.name) as name, lower(c.email) as email, c.phone from liaison.candidates c
             where c.duplicate_of is null and lower(c.email) in (select lower(e) from unnest(\(people.compactMap(\.email))) e)
            union
            select coalesce(c.duplicate_of, c.id), lower(c.name), lower(c.email), c.phone from liaison.candidates c
             where lower(c.name) in (select lower(n) from unnest(\(people.map(\.name))) n)
             order by root_id
            """,
        ])
        return try OpenCATSKnown(
            desks: results[1].decode(OpenCATSKnown.Desk.self), keys: results[2].decode(OpenCATSKnown.Key.self),
            folded: results[3].decode(OpenCATSKnown.Folded.self), people: results[4].decode(OpenCATSKnown.Person.self))
    }
}

extension OpenCATSDump {
    /// Every record with its kind, and every one that is referred to, to ask which of them came before.
    fileprivate var identities: [(kind: String, id: String)] {
        let ids: [OpenCATSTable: Set<String>] = [
            .client: Set(clients.map(\.id) + contacts.map(\.clientID) + vacancies.map(\.clientID)),
            .candidate: Set(candidates.map(\.person.id) + submissions.map(\.candidateID)),
            .contact: Set(contacts.map(\.person.id)), .vacancy: Set(vacancies.map(\.id) + submissions.map(\.vacancyID)),
            .submission: Set(submissions.map(\.id)),
        ]
        return ids.flatMap { table, ids in ids.map { (table.kind, $0) } }
    }
}

/// What the agency has already of what a dump brings.
struct OpenCATSKnown: Sendable {
    struct Desk: Decodable, Sendable {
        /// The user of OpenCATS.
        var id: String
        var recruiterId: Int64
    }

    struct Key: Decodable, Sendable {
        var kind: String
        var externalId: String
        /// For a duplicate the candidate that it is a duplicate of, for everything else the record itself.
        var rootId: Int64
    }

    /// Name and address as the database folds them for comparing; no other folding agrees with its unique index.
    struct Folded: Decodable, Sendable {
        var name: String
        var email: String?
    }

    struct Person: Decodable, Sendable {
        var rootId: Int64
        var name: String
        var email: String?
        var phone: String?
    }

    var desks: [Desk]
    var keys: [Key]
    /// One for each candidate of the dump, in its order.
    var folded: [Folded]
    var people: [Person]
}
