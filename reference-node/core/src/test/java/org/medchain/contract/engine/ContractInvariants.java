package org.medchain.contract.engine;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.contract.attestation.AttestationInvariants;
import org.medchain.contract.center.CenterInvariants;
import org.medchain.contract.consent.ConsentInvariants;
import org.medchain.contract.datasharing.DealsInvariants;
import org.medchain.contract.datasharing.TradeInvariants;
import org.medchain.contract.economy.EconomyInvariants;
import org.medchain.contract.records.RecordsInvariants;
import org.medchain.contract.registration.RegistrationInvariants;
import org.medchain.contract.search.SearchInvariants;
import org.medchain.contract.storageproof.AuditInvariants;
import org.medchain.contract.verdict.VerdictInvariants;

/** The rules on all tables after every block: tests check them, nodes do not. */
public final class ContractInvariants {
  public static final List<Invariant> ALL =
      Stream.of(
              RegistrationInvariants.all(),
              CenterInvariants.all(),
              EconomyInvariants.all(),
              RecordsInvariants.all(),
              AuditInvariants.all(),
              VerdictInvariants.all(),
              ConsentInvariants.all(),
              TradeInvariants.all(),
              AttestationInvariants.all(),
              SearchInvariants.all(),
              DealsInvariants.all())
          .flatMap(List::stream)
          .toList();

  private ContractInvariants() {}
}
