/// The part of RRULE that public holidays need: once a year on the date of the first occurrence.
struct YearlyRule {
    private var interval = 1
    private var count: Int?
    private var until: CivilDate?
    private var months: [Int]?
    private var days: [Int]?

    /// Nil for every other kind of rule.
    init?(_ text: String) {
        var isYearly = false
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { return nil }
            let value = pair[1]
            switch pair[0].uppercased() {
            case "FREQ": isYearly = value.uppercased() == "YEARLY"
            case "INTERVAL":
                guard let number = Int(value), number >= 1 else { return nil }
                interval = min(number, 10_000)
            case "COUNT":
                guard let number = Int(value), number >= 1 else { return nil }
                count = number
            case "UNTIL":
                var reader = DigitReader(value.prefix(8))
                guard let year = reader.digits(4), let month = reader.digits(2), let day = reader.digits(2),
                    let date = CivilDate(year: year, month: month, day: day)
                else { return nil }
                until = date
            case "BYMONTH":
                guard let number = Int(value) else { return nil }
                months = [number]
            case "BYMONTHDAY":
                guard let number = Int(value) else { return nil }
                days = [number]
            case "WKST": break
            default: return nil
            }
        }
        guard isYearly else { return nil }
    }

    /// Whether the rule's own month and day, if given, are those of the date.
    func repeats(on date: CivilDate) -> Bool {
        (months ?? [date.month]) == [date.month] && (days ?? [date.day]) == [date.day]
    }

    /// The occurrences in years that have the date: 29 February comes in leap years only.
    func occurrences(from first: CivilDate) -> [CivilDate] {
        let isOpenEnded = count == nil && until == nil
        let lastYear = isOpenEnded ? max(first.year, HolidayFile.lastOpenEndedYear) : CivilDate.latest.year
        var result: [CivilDate] = []
        for year in stride(from: first.year, through: lastYear, by: interval) {
            guard let date = CivilDate(year: year, month: first.month, day: first.day) else { continue }
            if let until, date > until { break }
            if let count, result.count >= count { break }
            result.append(date)
        }
        return result
    }
}
