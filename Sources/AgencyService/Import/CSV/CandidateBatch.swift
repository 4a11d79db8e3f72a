import Agency
import Postgres

/// Candidates of a file; an address is who somebody is.
struct CandidateBatch: CSVBatch {
    struct Surroundings: Sendable {
        /// The recruiters by address, in lower case.
        var desks: [String: Int64]
        /// The desk of whom the file names none.
        var ownDesk: Int64
        /// The newest candidate before the import began; later ones came from the file itself.
        var lastKnown: Int64
    }

    static let columns = [
        CSVColumn(name: "name", isRequired: true), CSVColumn(name: "email", isRequired: true),
        CSVColumn(name: "phone"), CSVColumn(name: "recruiter"),
    ]

    private let surroundings: Surroundings
    private var places: [CSVPlace] = []
    private var names: [String] = []
    private var emails: [String] = []
    /// Empty where the file names none.
    private var phones: [String] = []
    /// 0 where the file names none.
    private var desks: [Int64] = []

    init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    var count: Int { places.count }

    mutating func add(_ values: [String], at place: CSVPlace) -> [CSVFault] {
        var faults: [CSVFault] = []
        let name = ShortText.read(values[0], column: "name", into: &faults)
        let email = EmailAddress.read(values[1], column: "email", into: &faults)
        let phone = values[2].isEmpty ? nil : PhoneNumber.read(values[2], column: "phone", into: &faults)
        var desk: Int64 = 0
        if !values[3].isEmpty {
            let address = values[3].filter { $0 != " " }.lowercased()
            if let found = surroundings.desks[address] {
                desk = found
            } else {
                faults.append(
                    CSVFault(
                        column: "recruiter", reason: "is nobody's address among the recruiters",
                        remedy: "take it from liaison recruiter list, or leave it empty"))
            }
        }
        guard faults.isEmpty, let name, let email else { return faults }
        places.append(place)
        names.append(name.value)
        emails.append(email.value)
        phones.append(phone?.value ?? "")
        desks.append(desk)
        return []
    }

    func store(in call: Call) async throws -> CSVOutcome {
        // In the order of the largest index, so that a million rows do not wander about in it.
        let added = try await call.execute(
            """
            insert into liaison.candidates (name, email, phone, recruiter_id, registered_on)
            select u.name, u.email, nullif(u.phone, ''), coalesce(nullif(u.recruiter_id, 0), \(surroundings.ownDesk)),
                   (select liaison.agency_today())
              from \(rows)
             order by lower(u.email), u.place
            on conflict (lower(email)) where duplicate_of is null do nothing
            """)
        // Most batches are all new; who was there already is asked for only where somebody was.
        guard added < count else { return CSVOutcome(added: added, refused: []) }
        let clashes: [Clash] = try await call.all(
            """
            select u.place, c.id, c.id > \(surroundings.lastKnown) as is_from_file, c.name <> u.name as has_other_name,
                   u.phone <> '' and u.phone is distinct from c.phone as has_other_phone,
                   u.recruiter_id not in (0, c.recruiter_id) as has_other_desk
              from \(rows)
              join liaison.candidates c on lower(c.email) = lower(u.email) and c.duplicate_of is null
             where c.name <> u.name or u.phone <> '' and u.phone is distinct from c.phone
                or u.recruiter_id not in (0, c.recruiter_id)
             order by u.place
            """)
        return CSVOutcome(added: added, refused: clashes.map { $0.problem(at: places[Int($0.place) - 1]) })
    }

    private var rows: SQL {
        """
        unnest(\(names), \(emails), \(phones), \(desks)) with ordinality u (name, email, phone, recruiter_id, place)
        """
    }

    /// A row whose address somebody has already, with other data.
    private struct Clash: Decodable {
        var place: Int64
        var id: Int64
        var isFromFile: Bool
        var hasOtherName: Bool
        var hasOtherPhone: Bool
        var hasOtherDesk: Bool

        func problem(at place: CSVPlace) -> CSVImportReport.Problem {
            let differing = [(hasOtherName, "name"), (hasOtherPhone, "phone"), (hasOtherDesk, "recruiter")]
                .filter(\.0).map(\.1).joined(separator: ", ")
            return CSVFault(
                column: "email",
                reason: isFromFile
                    ? "stands in an earlier row of the file with another \(differing)"
                    : "belongs to candidate \(id), registered with another \(differing)",
                remedy: isFromFile
                    ? "leave one of the rows out"
                    : "change the candidate with liaison candidate edit \(id), or correct the row"
            ).problem(at: place)
        }
    }
}
