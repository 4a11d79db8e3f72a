extension UInt8: PostgresArrayElement {
    package static var postgresArrayOID: UInt32 { PostgresType.bytea }

    package static func postgresArrayText(_ elements: [UInt8]) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: "x")]
        text.reserveCapacity(2 + 2 * elements.count)
        for byte in elements {
            text.append(hexDigit(byte >> 4))
            text.append(hexDigit(byte & 0xF))
        }
        return text
    }

    package static func elements(postgresText text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count >= 2, text.count.isMultiple(of: 2), text[0] == UInt8(ascii: "\\"),
            text[1] == UInt8(ascii: "x")
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2 - 1)
        for index in stride(from: 2, to: text.count, by: 2) {
            guard let high = hexValue(text[index]), let low = hexValue(text[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension Int64: PostgresArrayElement {
    package static var postgresArrayOID: UInt32 { PostgresType.int8Array }

    package static func postgresArrayText(_ elements: [Int64]) -> [UInt8] {
        ArrayText.joined(elements.map { $0.postgresBind.bytes ?? [] })
    }

    package static func elements(postgresText text: UnsafeBufferPointer<UInt8>) -> [Int64]? {
        guard let parts = ArrayText.split(text) else { return nil }
        var numbers: [Int64] = []
        numbers.reserveCapacity(parts.count)
        for part in parts {
            guard let part, let number = part.withUnsafeBufferPointer({ Int64(postgresText: $0) }) else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}

extension String: PostgresArrayElement {
    package static var postgresArrayOID: UInt32 { PostgresType.textArray }

    package static func postgresArrayText(_ elements: [String]) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "{")]
        text.reserveCapacity(24 * elements.count + 2)
        for element in elements {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            ArrayText.appendQuoted(element, to: &text)
        }
        text.append(UInt8(ascii: "}"))
        return text
    }

    package static func elements(postgresText text: UnsafeBufferPointer<UInt8>) -> [String]? {
        guard let parts = ArrayText.split(text) else { return nil }
        var strings: [String] = []
        strings.reserveCapacity(parts.count)
        for part in parts {
            guard let part else { return nil }
            strings.append(String(decoding: part, as: UTF8.self))
        }
        return strings
    }
}

/// PostgreSQL's text form of one-dimensional arrays: `{1,2}`, `{"a b",NULL}`.
enum ArrayText {
    static func joined(_ elements: [[UInt8]]) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for (index, element) in elements.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text.append(contentsOf: element)
        }
        text.append(UInt8(ascii: "}"))
        return text
    }

    static func appendQuoted(_ element: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        if element.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for byte in element.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
                text.append(byte)
            }
        } else {
            text.append(contentsOf: element.utf8)
        }
        text.append(UInt8(ascii: "\""))
    }

    /// The elements, nil for NULL; nil as a whole for anything but a one-dimensional array.
    static func split(_ text: UnsafeBufferPointer<UInt8>) -> [[UInt8]?]? {
        guard text.count >= 2, text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else { return nil }
        if text.count == 2 { return [] }
        var elements: [[UInt8]?] = []
        var current: [UInt8] = []
        var isQuoted = false
        var insideQuotes = false
        var index = 1
        let end = text.count - 1
        func element() -> [UInt8]? { !isQuoted && current.elementsEqual("NULL".utf8) ? nil : current }
        while index < end {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "\\"):
                index += 1
                if index < end { current.append(text[index]) }
            case UInt8(ascii: "\""):
                insideQuotes.toggle()
                isQuoted = true
            case UInt8(ascii: ",") where !insideQuotes:
                elements.append(element())
                current.removeAll(keepingCapacity: true)
                isQuoted = false
            case UInt8(ascii: "{") where !insideQuotes: return nil
            default: current.append(byte)
            }
            index += 1
        }
        elements.append(element())
        return elements
    }
}
