package org.medchain.participant.command;

import org.medchain.contract.engine.Role;
import org.medchain.experiments.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain patient}: what a patient does (paper §4). */
@Command(
    name = "patient",
    description =
        "Registers a patient, uploads its records, sells them, and decides who reads them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PatientCommand.PatientRegisterCommand.class,
      RecordUploadCommand.class,
      RecordListCommand.class,
      RecordHistoryCommand.class,
      RecordStatusCommand.class,
      EntrustCommand.class,
      EraseCommand.class,
      ConsentGrantCommand.class,
      ConsentRevokeCommand.class,
      ConsentListCommand.class,
      AccessLogCommand.class,
      AlertsCommand.class,
      ConsentExportCommand.class,
      DelegateCommand.class,
      RecordReadCommand.class,
      SearchCommands.Enter.class,
      SearchCommands.Search.class,
      SearchCommands.Delegate.class,
      SearchCommands.SearchLog.class,
      ProviderTradeCommands.Offer.class,
      ProviderTradeCommands.WithdrawOffer.class,
      ProviderTradeCommands.Requests.class,
      ProviderTradeCommands.Sign.class,
      ProviderTradeCommands.Decline.class,
      ProviderTradeCommands.DealList.class
    },
    footer = {"", "Exit codes: 0 done; 1 refused, with the reason; 2 usage, or unreachable."})
public final class PatientCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public PatientCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Makes the identity. */
  @Command(
      name = "register",
      description =
          "Makes keys, here unless told otherwise, and has the center enrol them as a patient's.",
      mixinStandardHelpOptions = true)
  static final class PatientRegisterCommand extends RegisterCommand {
    PatientRegisterCommand() {
      super(Role.PATIENT);
    }
  }
}
