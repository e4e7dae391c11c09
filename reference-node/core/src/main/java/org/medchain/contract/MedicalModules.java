package org.medchain.contract;

import java.util.List;
import java.util.OptionalLong;
import org.medchain.contract.attestation.AttestationModule;
import org.medchain.contract.center.CenterModule;
import org.medchain.contract.consent.ConsentModule;
import org.medchain.contract.datasharing.DataSharingModule;
import org.medchain.contract.economy.EconomyModule;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.ModuleRegistry;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.ExitModule;
import org.medchain.contract.opaque.OpaqueModule;
import org.medchain.contract.records.RecordsModule;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RegistrationModule;
import org.medchain.contract.search.SearchModule;
import org.medchain.contract.storageproof.StorageProofModule;
import org.medchain.contract.verdict.VerdictModule;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * The modules of the medical chain: the one list (CON-25). Each uses those before it; they get each
 * event in this order. Nothing is discovered, so every node has the same.
 */
public final class MedicalModules {
  private static final List<ContractModule> MODULES =
      List.of(
          new RegistrationModule(),
          new CenterModule(),
          new EconomyModule(),
          new RecordsModule(),
          new StorageProofModule(),
          new VerdictModule(),
          new ConsentModule(),
          new DataSharingModule(),
          new ExitModule(),
          new AttestationModule(),
          new SearchModule(),
          new OpaqueModule());

  /** All of them. */
  public static final ModuleRegistry REGISTRY = new ModuleRegistry(MODULES, Registration::sender);

  private MedicalModules() {}

  /**
   * The operation of a transaction (CON-1).
   *
   * @throws org.medchain.data.MalformedInput if the kind is unknown or the body is not of it
   */
  public static Operation operation(Transaction transaction) {
    return REGISTRY.operation(transaction);
  }

  /**
   * The events of a receipt; none if its transaction was refused (CON-4).
   *
   * @throws org.medchain.data.MalformedInput if the receipt's output is not a list of events
   */
  public static List<Event> events(Receipt receipt) {
    return REGISTRY.events(receipt);
  }

  /**
   * The receipt that an operation which asks for no time would have as the next transaction
   * (TRA-3): the state is another when it is executed.
   */
  public static Receipt foretell(WorldState state, Transaction transaction) {
    return new TransactionExecution(REGISTRY, 1, OptionalLong.empty())
        .execute(state, transaction, 0)
        .receipt();
  }
}
