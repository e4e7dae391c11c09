package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import org.medchain.cluster.local.EnumWordConverter;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain center member}: the ledger's order alone, for clusters on several machines. */
@Command(
    name = "member",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MemberCommand.AddMember.class,
      MemberCommand.RemoveMember.class,
      MemberCommand.ReplaceMember.class
    })
final class MemberCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Gives one order. */
  abstract static class MemberOrder extends AnsweringCommand {
    @Option(
        names = "--key",
        paramLabel = "HEX",
        required = true,
        description = "The public key, or the name of a node of the cluster (n0).")
    private String key;

    abstract MemberChange change(PublicKey member) throws UserInputException, IOException;

    @Override
    final CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
      return ordered(new ChangeMembers(change(addressed.key(key))));
    }
  }

  /** A node joins. */
  @Command(name = "add", mixinStandardHelpOptions = true)
  static final class AddMember extends MemberOrder {
    @Option(
        names = "--operator",
        paramLabel = "ROLE",
        required = true,
        converter = OperatorConverter.class)
    private Role operator;

    /** Words of the roles that decide on blocks. */
    static final class OperatorConverter extends EnumWordConverter<Role> {
      OperatorConverter() {
        super(List.copyOf(Role.with(Role.Duty.CONSENSUS)));
      }
    }

    @Override
    MemberChange change(PublicKey member) {
      return new MemberChange.Add(member, operator);
    }
  }

  /** A node leaves. */
  @Command(name = "remove", mixinStandardHelpOptions = true)
  static final class RemoveMember extends MemberOrder {
    @Override
    MemberChange change(PublicKey member) {
      return new MemberChange.Remove(member);
    }
  }

  /** A node takes another's place. */
  @Command(name = "replace", mixinStandardHelpOptions = true)
  static final class ReplaceMember extends MemberOrder {
    @Option(names = "--successor", paramLabel = "HEX", required = true)
    private String successor;

    @Override
    MemberChange change(PublicKey member) throws UserInputException, IOException {
      return new MemberChange.Replace(member, addressed.successor(successor, member));
    }
  }
}
