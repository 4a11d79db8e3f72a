/// A run of digits with what separated it from the group before.
struct DigitGroup {
    let digits: String
    let span: Range<Int>
    let separator: String

    var count: Int { digits.utf8.count }
    var number: Int { Int(digits.prefix(9)) ?? 0 }
    var isYear: Bool { count == 4 && (1900...2100).contains(number) }
}

/// Judges whether groups of digits look like a phone number.
struct PhoneShape {
    struct Surroundings {
        let hasPlus: Bool
        /// A word like "call" or "mobile" stands shortly before.
        let isCalled: Bool
        /// A word like "invoice" stands right before.
        let isReference: Bool
        let isMoney: Bool
        /// Letters touch the digits, as in `REF-2026-000123`.
        let isInsideWord: Bool
    }

    let groups: [DigitGroup]
    let surroundings: Surroundings

    private var counts: [Int] { groups.map(\.count) }
    private var total: Int { counts.reduce(0, +) }
    private var startsWithZero: Bool { groups.first?.digits.hasPrefix("0") ?? false }

    var isPhone: Bool {
        guard total <= 17, !surroundings.isInsideWord, !surroundings.isMoney else { return false }
        if surroundings.hasPlus { return (7...16).contains(total) }
        guard !isNumber, !isSpanOfTimes, !isSpanOfYears, !isAddressOfMachine, !isSpanOfAmounts else { return false }
        if groups.first?.digits.hasPrefix("00") ?? false, (10...16).contains(total) { return true }
        if startsWithZero {
            return (8...12).contains(total) && (total > 8 || surroundings.isCalled || groups.count > 1)
        }
        if surroundings.isCalled { return (6...13).contains(total) }
        return !surroundings.isReference && hasUsualGroups
    }

    /// Shapes without a leading zero that are common enough to be recognised by themselves.
    private var hasUsualGroups: Bool {
        if groups.first?.isYear ?? false, groups.count > 1 { return false }
        switch counts {
        case [3, 3, 4], [5, 5], [10], [3, 3, 3], [4, 6], [4, 3, 3], [4, 3, 4], [5, 6]: return true
        case [1, 3, 3, 4]: return groups.first?.digits == "1"
        default: break
        }
        guard let first = groups.first, counts.count <= 5, Self.countryCodes.contains(first.digits) else {
            return counts.count == 1 && (11...12).contains(total)
                && Self.countryCodes.contains { groups[0].digits.hasPrefix($0) }
        }
        return (10...13).contains(total) && counts.dropFirst().allSatisfy { $0 >= 2 }
    }

    private static let countryCodes = ["44", "49", "33", "353", "91", "81", "234", "34", "31", "39", "61"]

    /// Plain numbers such as `1.000.000`, `12 500 000` and `3.14159265`.
    private var isNumber: Bool {
        guard let first = groups.first, groups.count > 1 else { return false }
        let rest = groups.dropFirst()
        if groups.count == 2, first.count == 1, rest.first?.separator == "." { return true }
        let isThousands = first.count <= 3 && !startsWithZero && rest.allSatisfy { $0.count == 3 }
        return isThousands
            && (rest.allSatisfy { $0.separator == "." } || (groups.last?.digits == "000" && first.count < 3)
                || rest.allSatisfy { $0.digits == "000" })
    }

    /// Opening hours such as `0930-1700` and `09.30-17.00`.
    private var isSpanOfTimes: Bool {
        func isTime(_ hours: Int, _ minutes: Int) -> Bool { hours < 25 && minutes < 60 }
        if counts == [4, 4] {
            return groups.allSatisfy { isTime($0.number / 100, $0.number % 100) }
        }
        guard counts == [2, 2, 2, 2], groups[1].separator == ".", groups[2].separator.contains("-") else {
            return false
        }
        return isTime(groups[0].number, groups[1].number) && isTime(groups[2].number, groups[3].number)
    }

    private var isSpanOfYears: Bool { groups.allSatisfy(\.isYear) }

    /// An address of a machine such as `192.168.100.200`.
    private var isAddressOfMachine: Bool {
        groups.count == 4 && groups.dropFirst().allSatisfy { $0.separator == "." }
            && groups.allSatisfy { $0.count <= 3 && $0.number <= 255 && ($0.count == 1 || !$0.digits.hasPrefix("0")) }
    }

    /// A range of salaries such as `45000-55000`.
    private var isSpanOfAmounts: Bool {
        groups.count == 2 && groups.allSatisfy { $0.count >= 4 && $0.digits.hasSuffix("00") }
            && groups[1].separator.contains("-")
    }

    /// Cuts dates out and splits where a slash stands that belongs to no phone number.
    static func parts(of groups: [DigitGroup]) -> [[DigitGroup]] {
        var parts: [[DigitGroup]] = []
        var part: [DigitGroup] = []
        var index = 0
        while index < groups.count {
            if isDate(at: index, of: groups) {
                parts.append(part)
                part = []
                index += 3
                continue
            }
            let group = groups[index]
            let isAreaCode = part.count == 1 && (part.first?.digits.hasPrefix("0") ?? false)
            if group.separator.contains("/"), !isAreaCode {
                parts.append(part)
                part = []
            }
            part.append(group)
            index += 1
        }
        parts.append(part)
        return parts.filter { !$0.isEmpty }
    }

    private static func isDate(at index: Int, of groups: [DigitGroup]) -> Bool {
        guard index + 2 < groups.count else { return false }
        let (first, second, third) = (groups[index], groups[index + 1], groups[index + 2])
        // Five pairs with dots between them are a French phone number, not a date and a rest.
        let goesOn = index + 3 < groups.count && groups[index + 3].separator == second.separator
        guard !goesOn, index == 0 || first.separator != second.separator else { return false }
        guard second.separator == third.separator, ["-", "/", "."].contains(second.separator), second.count <= 2 else {
            return false
        }
        if first.isYear {
            return third.count <= 2 && isDay(third.number, month: second.number)
        }
        guard first.count <= 2, third.isYear || third.count == 2 else { return false }
        return isDay(first.number, month: second.number) || isDay(second.number, month: first.number)
    }

    private static func isDay(_ day: Int, month: Int) -> Bool {
        (1...31).contains(day) && (1...12).contains(month)
    }
}
