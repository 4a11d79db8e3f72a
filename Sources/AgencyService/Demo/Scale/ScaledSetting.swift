import Agency
import Postgres

/// The day of the load and the calendars around it.
struct ScaledSetting: Sendable {
    /// How far the tables of days reach back and ahead.
    static let daysBack = 1000
    static let daysAhead = 120

    /// The agency's day; nothing is dated on it or later but what is still to come.
    let today: Int
    /// The agency's own days.
    let agency: ScaledDays
    /// By place of a client within its branch.
    let clients: [ScaledDays]
    /// The largest account id that is taken.
    let lastAccount: Int

    /// Where the clients of a branch are.
    static let places = [
        ("Europe/London", "GB-ENG"), ("America/New_York", "US"), ("Europe/London", "GB-ENG"), ("Europe/Berlin", "DE-BY"), ("Europe/London", "GB-SCT"),
        ("Europe/Dublin", "IE"), ("Asia/Tokyo", "JP"), ("Europe/London", "GB-ENG"), ("Africa/Lagos", "NG"), ("Asia/Kolkata", "IN"),
    ]

    private static let home = ("Europe/London", "GB-ENG")

    /// Makes the generated agency's own settings and reads zones, calendars and what is there already.
    static func read(_ transaction: Transaction, now: Instant) async throws -> ScaledSetting {
        struct Place: Decodable {
            var today: CivilDate
            var firstDay: CivilDate
            var zone: String
            var calendarId: Int64
            var calendar: String
            var holidays: [CivilDate]
            var offsets: [Int32]
        }
        let all = [home] + places
        let results = try await transaction.pipeline([
            """
            update liaison.settings s set agency_name = \(DemoPeople.agency), time_zone = \(home.0), calendar_id = c.id
              from liaison.calendars c where c.name = \(home.1)
            """,
            """
            with today as (select liaison.local_date(\(now), \(home.0)) as day)
            select t.day as today, t.day - \(Self.daysBack)::integer as first_day, z.zone, c.id as calendar_id, c.name as calendar,
                   (select coalesce(jsonb_agg(h.day), '[]') from liaison.holidays h where h.calendar_id = c.id) as holidays,
                   (select jsonb_agg(extract(epoch from (m.noon at time zone z.zone) - (m.noon at time zone 'UTC'))::integer order by m.noon)
                      from generate_series((t.day - \(Self.daysBack)::integer) + time '12:00', t.day + \(Self.daysAhead)::integer + time '12:00', '1 day') g (local)
                     cross join lateral (select g.local at time zone 'UTC' as noon) m) as offsets
              from today t
             cross join unnest(\(all.map { $0.0 }), \(all.map { $0.1 })) with ordinality z (zone, calendar, place)
              join liaison.calendars c on c.name = z.calendar
             order by z.place
            """,
            "select coalesce(max(id), 0) from liaison.accounts",
        ])
        let rows = try results[1].decode(Place.self)
        let days = try rows.map { row in
            try ScaledDays(
                zone: row.zone, calendarID: row.calendarId, calendar: HolidayCalendar(name: row.calendar, holidays: row.holidays),
                first: row.firstDay, offsets: row.offsets)
        }
        guard let first = rows.first, days.count == all.count else {
            throw Problem(.internal, "A calendar of the generated agency is missing; liaison db migrate brings them.")
        }
        return ScaledSetting(
            today: Int(first.today.dayNumber), agency: days[0], clients: Array(days.dropFirst()),
            lastAccount: Int(try results[2].scalar(as: Int64.self)))
    }
}
