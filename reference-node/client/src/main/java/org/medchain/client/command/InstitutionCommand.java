package org.medchain.client.command;

import java.util.EnumSet;
import java.util.List;
import org.medchain.contract.engine.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain institution}: an institution's commands (paper §4). */
@Command(
    name = "institution",
    description = "Registers an institution, buys and reads records.",
    subcommands = {
      InstitutionCommand.InstitutionRegisterCommand.class,
      RecordReadCommand.class,
      SearchCommands.Search.class,
      DemanderTradeCommands.Request.class,
      DemanderTradeCommands.Match.class,
      DemanderTradeCommands.Draft.class,
      DemanderTradeCommands.Cancel.class,
      DemanderTradeCommands.Leave.class,
      DemanderTradeCommands.Evaluate.class,
      ProviderTradeCommands.DealList.class
    })
public final class InstitutionCommand extends CommandGroup {
  public InstitutionCommand() {}

  /** Makes the identity. */
  @Command(
      name = "register",
      description =
          "Makes keys, here unless told otherwise, and has the center enrol them as an"
              + " institution's.")
  static final class InstitutionRegisterCommand extends RegisterCommand {
    /** All but persons, hospitals and the center. */
    private static final List<Role> ROLES =
        List.copyOf(EnumSet.range(Role.TOWNSHIP_HEALTH_CENTER, Role.PUBLIC_SECURITY));

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        required = true,
        description =
            "township_health_center, health_records_office, laboratory, insurer, supervision, "
                + "pharma, research or public_security.")
    private String word;

    InstitutionRegisterCommand() {
      super(Role.RESEARCH);
    }

    @Override
    CommandAnswer run() throws Exception {
      Role unused = takeRole(word, ROLES);
      return super.run();
    }
  }
}
