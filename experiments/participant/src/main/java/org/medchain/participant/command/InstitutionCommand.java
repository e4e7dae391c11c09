package org.medchain.participant.command;

import java.io.IOException;
import java.util.List;
import org.medchain.contract.engine.Role;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain institution}: what an institution does (paper §4). */
@Command(
    name = "institution",
    description = "Registers an institution, buys and reads records.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
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
    },
    footer = {"", "Exit codes: 0 done; 1 refused, with the reason; 2 usage, or unreachable."})
public final class InstitutionCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public InstitutionCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Makes the identity. */
  @Command(
      name = "register",
      description =
          "Makes keys, here unless told otherwise, and has the center enrol them as an"
              + " institution's.",
      mixinStandardHelpOptions = true)
  static final class InstitutionRegisterCommand extends RegisterCommand {
    private static final List<Role> ROLES =
        List.of(
            Role.TOWNSHIP_HEALTH_CENTER,
            Role.HEALTH_RECORDS_OFFICE,
            Role.LABORATORY,
            Role.INSURER,
            Role.SUPERVISION,
            Role.PHARMA,
            Role.RESEARCH,
            Role.PUBLIC_SECURITY);

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        required = true,
        description = {
          "township_health_center, health_records_office, laboratory, insurer, supervision, "
              + "pharma, research or public_security."
        })
    private String word;

    InstitutionRegisterCommand() {
      super(Role.RESEARCH);
    }

    @Override
    CommandAnswer run()
        throws UserInputException, IOException, RefusedException, InterruptedException {
      Role unused = takeRole(word, ROLES);
      return super.run();
    }
  }
}
