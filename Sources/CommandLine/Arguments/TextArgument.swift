import AgencyService
import ArgumentParser

/// Text that is given as it is, as `@FILE`, or as `-` for standard input; `@@` begins a text with an at sign.
enum TextArgument: ExpressibleByArgument, InputMember, Equatable {
    case literal(String)
    case file(String)
    case standardInput

    init(argument: String) {
        self =
            if argument == "-" {
                .standardInput
            } else if argument.hasPrefix("@@") {
                .literal(String(argument.dropFirst()))
            } else if argument.hasPrefix("@"), argument.count > 1 {
                .file(String(argument.dropFirst()))
            } else {
                .literal(argument)
            }
    }

    var defaultValueDescription: String { self == .standardInput ? "standard input" : "" }

    var jsonValue: JSONValue {
        get throws {
            switch self {
            case .literal(let text): .string(text)
            case .file(let path): .string(try InputFile(path: path).text())
            case .standardInput: .string(try InputFile(path: "-").text())
            }
        }
    }
}
