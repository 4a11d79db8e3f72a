import Agency
import Postgres

/// Which calendar and which policies a row goes by, as columns of the row.
struct EtiquetteSource: Hashable, Decodable, Sendable {
    var calendarId: Int64
    var calendarVersion: Int64
    /// `SQL.policyVersion`.
    var policyVersion: Int64
    /// Nil for what the agency owes by itself (T17).
    var clientId: Int64?

    fileprivate var calendar: CalendarVersion { CalendarVersion(calendarId: calendarId, calendarVersion: calendarVersion) }
}

extension SQL {
    /// How many policies were set so far: one row that is in memory, so that a statement tells of it at no price.
    static let policyVersion: SQL = "(select z.policy_version from liaison.settings z)"
}

/// The etiquette of every calendar and client that an answer needs.
struct Etiquettes: Sendable {
    private let calendars: [Int64: HolidayCalendar]
    private let agency: PolicyHistory
    private let clients: [Int64: PolicyHistory]

    init(calendars: [Int64: HolidayCalendar], agency: PolicyHistory, clients: [Int64: PolicyHistory]) {
        self.calendars = calendars
        self.agency = agency
        self.clients = clients
    }

    /// - Throws: `busy` for a calendar that went away between two statements of one request.
    subscript(source: EtiquetteSource) -> DatedEtiquette {
        get throws {
            guard let calendar = calendars[source.calendarId] else {
                throw Problem(
                    .busy, "A holiday calendar changed just now. Try again in a moment.", facts: ["retry_after": 1])
            }
            return DatedEtiquette(calendar: calendar, policies: source.clientId.flatMap { clients[$0] } ?? agency)
        }
    }
}

extension Call {
    /// The etiquette that one row goes by.
    func etiquette(_ source: EtiquetteSource) async throws -> DatedEtiquette { try await etiquettes([source])[source] }

    /// The etiquette of every calendar and client, for rows that are not known yet.
    func allEtiquettes() async throws -> Etiquettes {
        struct Version: Decodable {
            var calendarId: Int64
            var calendarVersion: Int64
            var policyVersion: Int64
        }
        let versions: [Version] = try await all(
            """
            select c.id as calendar_id, c.version as calendar_version, \(SQL.policyVersion) as policy_version
              from liaison.calendars c
            """)
        let calendars = try await calendars(
            versions.map { CalendarVersion(calendarId: $0.calendarId, calendarVersion: $0.calendarVersion) })
        guard versions.contains(where: { $0.policyVersion > 0 }) else {
            return Etiquettes(calendars: calendars, agency: .standard, clients: [:])
        }
        let loaded = LoadedPolicies(try await all("\(Self.policies(of: nil))"), clients: [])
        return Etiquettes(calendars: calendars, agency: loaded.agency, clients: loaded.clients)
    }

    /// The etiquette that some rows go by; further round trips only where a calendar or a policy changed.
    func etiquettes(_ sources: some Sequence<EtiquetteSource>) async throws -> Etiquettes {
        let sources = Set(sources)
        let calendars = try await calendars(Set(sources.map(\.calendar)))
        let version = sources.map(\.policyVersion).max() ?? 0
        let wanted = Set(sources.compactMap(\.clientId))
        let cache = services.policies
        var clients: [Int64: PolicyHistory] = [:]
        for client in wanted { clients[client] = cache.known(client: client, version: version) }
        if let agency = cache.known(client: nil, version: version), clients.count == wanted.count {
            return Etiquettes(calendars: calendars, agency: agency, clients: clients)
        }
        let loaded = LoadedPolicies(try await all(Self.policies(of: wanted.sorted())), clients: wanted)
        cache.keep(loaded, version: version)
        return Etiquettes(calendars: calendars, agency: loaded.agency, clients: loaded.clients)
    }

    private static func policies(of clients: [Int64]?) -> SQL {
        "select p.id, p.client_id, p.effective_from, p.changes from liaison.policy_versions(\(clients)::bigint[]) p"
    }

    private struct LoadedCalendar: Decodable {
        var id: Int64
        var version: Int64
        var name: String
        var days: [String]
    }

    /// Calendars by their ids; those that are not known in that version are asked for together.
    private func calendars(_ wanted: some Collection<CalendarVersion>) async throws -> [Int64: HolidayCalendar] {
        var calendars: [Int64: HolidayCalendar] = [:]
        for version in wanted {
            if let known = services.calendars.known(version) { calendars[version.calendarId] = known }
        }
        let missing = wanted.map(\.calendarId).filter { calendars[$0] == nil }.sorted()
        if !missing.isEmpty {
            let loaded: [LoadedCalendar] = try await all(
                """
                select c.id, c.version, c.name,
                       array(select h.day::text from liaison.holidays h where h.calendar_id = c.id order by h.day) as days
                  from liaison.calendars c where c.id = any (\(missing))
                """)
            for row in loaded {
                let calendar = HolidayCalendar(name: row.name, holidays: row.days.compactMap { CivilDate(iso: $0) })
                services.calendars.keep(calendar, id: row.id, version: row.version)
                calendars[row.id] = calendar
            }
        }
        return calendars
    }
}
