package org.medchain.client.command;

import org.medchain.contract.engine.Role;
import picocli.CommandLine.Command;

/** {@code medchain patient}: a patient's commands (paper §4). */
@Command(
    name = "patient",
    description =
        "Registers a patient, uploads its records, sells them, and decides who reads them.",
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
      DelegationCommand.Act.class,
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
    })
public final class PatientCommand extends CommandGroup {
  public PatientCommand() {}

  /** Makes the identity. */
  @Command(
      name = "register",
      description =
          "Makes keys, here unless told otherwise, and has the center enrol them as a patient's.")
  static final class PatientRegisterCommand extends RegisterCommand {
    PatientRegisterCommand() {
      super(Role.PATIENT);
    }
  }
}
