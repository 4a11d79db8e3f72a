extension HolidayFile {
    /// Years without an end of their own are filled through this one.
    static let lastOpenEndedYear = 2035

    /// Reads the events of an iCalendar text by their dates; a yearly rule is expanded, other repetitions are problems.
    package static func parse(ics text: String) -> HolidayFile {
        let lines = ICalendarLine.lines(of: text)
        guard lines.contains(where: { $0.isBegin("VCALENDAR") }) else {
            return HolidayFile([], problems: [RowProblem(line: 1, reason: "no BEGIN:VCALENDAR")])
        }
        var holidays: [Holiday] = []
        var problems: [RowProblem] = []
        var event: HolidayEvent?
        var inner: [String] = []
        for line in lines {
            if line.isBegin("VEVENT"), event == nil {
                event = HolidayEvent(line: line.number)
                inner = []
            } else if line.isEnd("VEVENT"), let finished = event {
                event = nil
                switch finished.holidays() {
                case .success(let found): holidays += found
                case .failure(let problem): problems.append(problem)
                }
            } else if line.name == "BEGIN", event != nil {
                inner.append(line.value)
            } else if line.name == "END", !inner.isEmpty {
                inner.removeLast()
            } else if inner.isEmpty {
                event?.read(line)
            }
            if holidays.count > limit {
                problems.append(RowProblem(line: line.number, reason: "more than \(limit) holidays"))
                return HolidayFile(Array(holidays.prefix(limit)), problems: problems)
            }
        }
        if let event {
            problems.append(RowProblem(line: event.line, reason: "the event is not closed"))
        }
        return HolidayFile(holidays, problems: problems)
    }
}

/// One unfolded content line of RFC 5545.
struct ICalendarLine {
    let number: Int
    let name: String
    let value: String

    func isBegin(_ component: String) -> Bool { name == "BEGIN" && value.uppercased() == component }
    func isEnd(_ component: String) -> Bool { name == "END" && value.uppercased() == component }

    /// Unfolds a text; lines without a colon are dropped, as they say nothing.
    static func lines(of text: String) -> [ICalendarLine] {
        var unfolded: [(number: Int, text: String.UnicodeScalarView)] = []
        var scalars = text.unicodeScalars[...]
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        var number = 0
        for raw in scalars.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let line = raw.last == "\r" ? raw.dropLast() : raw
            if let first = line.first, first == " " || first == "\t", !unfolded.isEmpty {
                unfolded[unfolded.count - 1].text.append(contentsOf: line.dropFirst())
            } else if !line.isEmpty {
                unfolded.append((number, String.UnicodeScalarView(line)))
            }
        }
        return unfolded.compactMap { ICalendarLine(number: $0.number, text: $0.text) }
    }

    private init?(number: Int, text: String.UnicodeScalarView) {
        var isQuoted = false
        let colon = text.firstIndex { scalar in
            if scalar == "\"" { isQuoted.toggle() }
            return scalar == ":" && !isQuoted
        }
        guard let colon else { return nil }
        self.number = number
        let head = text[..<colon]
        name = String(Substring(head[..<(head.firstIndex(of: ";") ?? head.endIndex)])).uppercased()
        value = String(Substring(text[text.index(after: colon)...]))
    }
}
