package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.medchain.consensus.Protocol;
import org.medchain.contract.Genesis;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.storage.StoreVerificationReport;
import org.medchain.node.storage.StoreVerifier;

/** Checks of whole stores that no node has open (STO-15). */
public final class StoreCheck {
  private StoreCheck() {}

  /**
   * Checks the store in a folder of data.
   *
   * @param progress gets lines while it is checked
   */
  public static StoreVerificationReport run(
      Genesis genesis, Protocol protocol, Path data, Consumer<String> progress) throws IOException {
    try (FolderVolume volume = FolderVolume.open(data.resolve("store"))) {
      CertificateVerifier certificates =
          new CertificateVerifier(protocol, genesis.chain(), NativeEd25519.orPortable());
      return StoreVerifier.run(volume, genesis, certificates, progress);
    }
  }
}
