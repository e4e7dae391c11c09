package org.medchain.baseline.chain;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.baseline.AttackKind;

@Tag("exhaustive")
class PbftAttacksTest {
  @TempDir Path folder;

  /** Those of one line do each other no harm on one cluster, in this order. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER AUDIT_OFF SPLIT_VIEW_TWO_WITNESSES SPLIT_VIEW_ONE_WITNESS"
            + " SPLIT_VIEW_WITHOUT_WITNESS DELETE STOLEN_ADMIN_KEY ERASURE",
        "TWO_HISTORIES F_COLLUDE",
        "RESTORE_OLD_BACKUP",
        "ALTER_ALL_REPLICAS",
        "EDIT_ON_DISK DISK_DIES SITE_DIES CUT_LOG_TAIL STALE_BACKUP REWRITE_AUDIT REPLACE_DIGESTS"
      })
  @DisplayName("BASE-4, BASE-5: what attacks do to the chain of PBFT, and who notices")
  void cellsAreAsExpected(String attacks) throws Exception {
    try (PbftRecords chain = PbftRecords.start(folder)) {
      ChainCells.put(chain);
      for (String each : attacks.split(" ", -1)) {
        ChainCells.check(chain, AttackKind.valueOf(each));
      }
    }
  }
}
