package org.medchain.contract.search;

import java.util.List;
import org.medchain.contract.engine.ContractModule;

/** Owners index their records, and let others search them. */
public final class SearchModule extends ContractModule {
  public SearchModule() {
    super(
        "search",
        List.of(
            UpdateIndex.TYPE,
            DelegateSearch.TYPE,
            EndSearchDelegation.TYPE,
            BillSearch.TYPE,
            ClearIndex.TYPE),
        List.of(SearchEvents.class),
        List.of(
            SearchIndexes.ENTRIES,
            SearchIndexes.HEADS,
            SearchIndexes.JOURNAL,
            SearchIndexes.ADDRESSES,
            SearchDelegates.DELEGATES,
            SearchIndexes.BILLS,
            SearchIndexes.LINES));
  }
}
