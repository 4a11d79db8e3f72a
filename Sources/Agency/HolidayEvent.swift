/// A VEVENT while it is read.
struct HolidayEvent {
    let line: Int
    private var start: Day?
    private var end: Day?
    private var length: Int?
    private var summary: String?
    private var rule: YearlyRule?
    private var excluded: Set<CivilDate> = []
    private var isCancelled = false
    private var problem: RowProblem?

    /// A longer event is no public holiday.
    private static let longest = 366

    private struct Day {
        let date: CivilDate
        let isMidnight: Bool
    }

    init(line: Int) {
        self.line = line
    }

    mutating func read(_ content: ICalendarLine) {
        switch content.name {
        case "DTSTART": start = day(content)
        case "DTEND": end = day(content)
        case "DURATION":
            length = Self.days(content.value)
            if length == nil { report(content, "DURATION is not a number of days or weeks") }
        case "SUMMARY": summary = Self.unescaped(content.value)
        case "STATUS": isCancelled = content.value.uppercased() == "CANCELLED"
        case "EXDATE":
            for value in content.value.split(separator: ",") {
                guard let day = Self.day(value) else {
                    report(content, "EXDATE is not a date like 20260304")
                    continue
                }
                excluded.insert(day.date)
            }
        case "RRULE":
            rule = YearlyRule(content.value)
            if rule == nil { report(content, "only RRULE:FREQ=YEARLY with INTERVAL, COUNT or UNTIL is understood") }
        case "RDATE", "EXRULE", "RECURRENCE-ID": report(content, "\(content.name) is not understood")
        default: break
        }
    }

    /// Every day of every occurrence.
    func holidays() -> Result<[Holiday], RowProblem> {
        if let problem { return .failure(problem) }
        if isCancelled { return .success([]) }
        guard let start else { return .failure(RowProblem(line: line, reason: "the event has no DTSTART")) }
        guard let name = summary.flatMap(ShortText.init) else {
            return .failure(RowProblem(line: line, reason: "SUMMARY \(ShortText.requirement)"))
        }
        guard let span = span(from: start.date) else {
            return .failure(RowProblem(line: line, reason: "the event ends before it begins or is longer than a year"))
        }
        let first = start.date
        if let rule, !rule.repeats(on: first) {
            return .failure(RowProblem(line: line, reason: "BYMONTH or BYMONTHDAY differ from DTSTART"))
        }
        let occurrences = (rule?.occurrences(from: first) ?? [first]).filter { !excluded.contains($0) }
        let days = occurrences.flatMap { occurrence in
            (0..<span).compactMap { CivilDate(dayNumber: Int(occurrence.dayNumber) + $0) }
        }
        return .success(days.map { Holiday(date: $0, name: name.value) })
    }

    private func span(from start: CivilDate) -> Int? {
        var days = length ?? 1
        if let end {
            // DTEND is exclusive: an end later than midnight still takes part of its day.
            days = end.date.days(since: start) + (end.isMidnight ? 0 : 1)
            // A moment without length takes its day.
            if end.date == start { days = 1 }
        }
        return (1...Self.longest).contains(days) ? days : nil
    }

    private mutating func report(_ content: ICalendarLine, _ reason: String) {
        if problem == nil { problem = RowProblem(line: content.number, reason: reason) }
    }

    private mutating func day(_ content: ICalendarLine) -> Day? {
        let day = Self.day(content.value[...])
        if day == nil { report(content, "\(content.name) is not a date like 20260304") }
        return day
    }

    /// `20260304` or `20260304T090000`, with or without Z.
    private static func day(_ text: Substring) -> Day? {
        var reader = DigitReader(text)
        guard let year = reader.digits(4), let month = reader.digits(2), let day = reader.digits(2),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        if reader.isAtEnd { return Day(date: date, isMidnight: true) }
        guard reader.take("T"), let hour = reader.digits(2), hour < 24, let minute = reader.digits(2), minute < 60,
            let second = reader.digits(2), second <= 60, reader.take("Z") || reader.isAtEnd, reader.isAtEnd
        else { return nil }
        return Day(date: date, isMidnight: hour + minute + second == 0)
    }

    /// `P3D` or `P1W` in days.
    private static func days(_ text: String) -> Int? {
        var reader = DigitReader(text)
        _ = reader.take("+")
        guard reader.take("P"), var value = reader.digit() else { return nil }
        while let digit = reader.digit() {
            value = min(value * 10 + digit, 100_000)
        }
        if reader.take("W") { value *= 7 } else if !reader.take("D") { return nil }
        return reader.isAtEnd ? value : nil
    }

    /// Undoes the escapes of RFC 5545; a line break becomes a space.
    private static func unescaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                result.append(scalar == "n" || scalar == "N" ? " " : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
