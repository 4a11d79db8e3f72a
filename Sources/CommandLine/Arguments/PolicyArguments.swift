import Agency
import AgencyService
import ArgumentParser

extension PolicyProposal: ExpressibleByArgument {
    /// A number and its value as `answer_days=10` or `answer-days=10`.
    package init?(argument: String) { self.init(argument) }
}

extension PolicyProposal: InputMember {
    package var jsonValue: JSONValue { .string("\(name)=\(value)") }
}

extension PolicySettingName: ExpressibleByArgument, InputMember {
    package init?(argument: String) {
        let name = argument.lowercased().replacing("-", with: "_")
        guard EtiquettePolicy.settings.contains(where: { $0.name == name }) else { return nil }
        self.init(value: name)
    }

    package var jsonValue: JSONValue { .string(value) }
}

/// Numbers of the policy as an object with a member for each.
struct ProposedNumbers: InputMember {
    let proposals: [PolicyProposal]

    /// Nil if none was given.
    init?(_ proposals: [PolicyProposal]) {
        if proposals.isEmpty { return nil }
        self.proposals = proposals
    }

    var jsonValue: JSONValue {
        get throws { .object(try numbers.mapValues { .integer(Int64($0)) }) }
    }

    /// - Throws: `Failure` for a number that is given twice.
    var numbers: [String: Int] {
        get throws {
            var numbers: [String: Int] = [:]
            for proposal in proposals where numbers.updateValue(proposal.value, forKey: proposal.name) != nil {
                throw Failure(message: "\(proposal.name) is given twice.", status: .usage)
            }
            return numbers
        }
    }
}
