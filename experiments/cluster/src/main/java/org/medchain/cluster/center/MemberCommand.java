package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import org.medchain.cluster.local.EnumWordConverter;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain center member}: the ledger's order alone, for clusters on several machines. */
@Command(name = "member", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class MemberCommand extends ProcessCommand {
  @Override
  public Integer call() {
    throw wrong("a command is missing");
  }

  /** Words of the roles that decide on blocks. */
  static final class OperatorConverter extends EnumWordConverter<Role> {
    OperatorConverter() {
      super(List.copyOf(Role.with(Role.Duty.CONSENSUS)));
    }
  }

  @Command(name = "add", mixinStandardHelpOptions = true)
  int add(
      @Mixin CenterSelection center,
      @Option(names = "--key", paramLabel = "HEX", required = true) String key,
      @Option(
              names = "--operator",
              paramLabel = "ROLE",
              required = true,
              converter = OperatorConverter.class)
          Role operator)
      throws UserInputException, IOException, InterruptedException {
    return center.told(
        center.ordered(new ChangeMembers(new MemberChange.Add(center.key(key), operator))));
  }

  @Command(name = "remove", mixinStandardHelpOptions = true)
  int remove(
      @Mixin CenterSelection center,
      @Option(names = "--key", paramLabel = "HEX", required = true) String key)
      throws UserInputException, IOException, InterruptedException {
    return center.told(center.ordered(new ChangeMembers(new MemberChange.Remove(center.key(key)))));
  }

  @Command(name = "replace", mixinStandardHelpOptions = true)
  int replace(
      @Mixin CenterSelection center,
      @Option(names = "--key", paramLabel = "HEX", required = true) String key,
      @Option(names = "--successor", paramLabel = "HEX", required = true) String successor)
      throws UserInputException, IOException, InterruptedException {
    PublicKey member = center.key(key);
    PublicKey next = center.successor(successor, member);
    return center.told(center.ordered(new ChangeMembers(new MemberChange.Replace(member, next))));
  }
}
