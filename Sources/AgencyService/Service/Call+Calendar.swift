import Agency
import Postgres

extension Call {
    /// The holiday calendar of that id; the database is asked only where the copy kept here is of another version.
    func calendar(_ id: Int64, version: Int64) async throws -> HolidayCalendar {
        try await services.calendars.calendar(id: id, version: version) {
            struct Row: Decodable {
                var name: String
                var days: [CivilDate]
            }
            let row: Row = try await self.one(
                "calendar",
                """
                select c.name, (select coalesce(jsonb_agg(h.day order by h.day), '[]') from liaison.holidays h
                                 where h.calendar_id = c.id) as days
                  from liaison.calendars c where c.id = \(id)
                """)
            return HolidayCalendar(name: row.name, holidays: row.days)
        }
    }
}
