package org.medchain.contract.consent;

import java.util.List;
import org.medchain.contract.engine.ContractModule;

/** Owners consent for a purpose and a time, and see who read. */
public final class ConsentModule extends ContractModule {
  public ConsentModule() {
    super(
        "consent",
        List.of(
            IssueDirective.TYPE,
            RevokeDirective.TYPE,
            AppointDelegate.TYPE,
            EndDelegation.TYPE,
            ReadRecord.TYPE,
            QuoteQuery.TYPE),
        List.of(ConsentEvents.class),
        List.of(
            Directives.DIRECTIVES,
            Directives.PLACES,
            Directives.COUNTS,
            Delegates.DELEGATES,
            AccessLog.TRAILS,
            AccessLog.ENTRIES));
  }
}
