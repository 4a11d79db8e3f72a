/// One public holiday.
package struct Holiday: Hashable, Sendable {
    package let date: CivilDate
    package let name: String
}

/// The holidays of a file in the order of their dates, each date once, and the lines that could not be read.
package struct HolidayFile: Hashable, Sendable {
    package let holidays: [Holiday]
    package let problems: [RowProblem]

    /// More days than this in one file are a mistake, or meant to exhaust the reader.
    static let limit = 20_000

    init(_ found: [Holiday], problems: [RowProblem]) {
        var names: [CivilDate: String] = [:]
        for holiday in found {
            guard let name = names[holiday.date] else {
                names[holiday.date] = holiday.name
                continue
            }
            let joined = ShortText("\(name) / \(holiday.name)")?.value ?? name
            names[holiday.date] = name == holiday.name ? name : joined
        }
        holidays = names.map { Holiday(date: $0.key, name: $0.value) }.sorted { $0.date < $1.date }
        self.problems = problems.sorted { ($0.line, $0.reason) < ($1.line, $1.reason) }
    }

    /// A calendar of these holidays.
    package func calendar(named name: String) -> HolidayCalendar {
        HolidayCalendar(name: name, holidays: holidays.lazy.map(\.date))
    }

    /// Reads CSV with the header `date,name`; further columns are ignored.
    package static func parse(csv text: String) -> HolidayFile {
        var records = CSVRecords(text)
        let header: [String]
        switch records.next() {
        case .success(let record): header = record.fields.map { trimmed($0).lowercased() }
        case .failure(let problem): return HolidayFile([], problems: [problem])
        case nil: header = []
        }
        guard let dateColumn = header.firstIndex(of: "date"), let nameColumn = header.firstIndex(of: "name") else {
            return HolidayFile([], problems: [RowProblem(line: 1, reason: "the first line must be date,name")])
        }
        var holidays: [Holiday] = []
        var problems: [RowProblem] = []
        while let next = records.next() {
            switch next.flatMap({ holiday(of: $0, dateColumn: dateColumn, nameColumn: nameColumn) }) {
            case .success(let holiday) where holidays.count < limit: holidays.append(holiday)
            case .success:
                problems.append(RowProblem(line: 1, reason: "more than \(limit) holidays"))
                return HolidayFile(holidays, problems: problems)
            case .failure(let problem): problems.append(problem)
            }
        }
        return HolidayFile(holidays, problems: problems)
    }

    private static func trimmed(_ field: String) -> String {
        String(Substring(PlainText.trimmed(field)))
    }

    private static func holiday(
        of record: CSVRecord, dateColumn: Int, nameColumn: Int
    ) -> Result<Holiday, RowProblem> {
        func field(_ column: Int) -> String { column < record.fields.count ? trimmed(record.fields[column]) : "" }
        guard let date = CivilDate(iso: field(dateColumn)) else {
            return .failure(RowProblem(line: record.line, reason: "date is not a date like 2026-03-04"))
        }
        guard let name = ShortText(field(nameColumn)) else {
            return .failure(RowProblem(line: record.line, reason: "name \(ShortText.requirement)"))
        }
        return .success(Holiday(date: date, name: name.value))
    }
}
