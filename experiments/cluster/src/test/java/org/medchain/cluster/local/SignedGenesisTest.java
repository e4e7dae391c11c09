package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Ed25519;
import org.medchain.data.PublicKey;
import org.medchain.node.center.SignedGenesis;

/** PROC-6: what a cluster's center signs of the beginning of its chain. */
class SignedGenesisTest {
  @TempDir private Path temp;

  @Test
  void itIsTheCentersWordOnThisChainAlone() throws Exception {
    ClusterFolder folder = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4));
    Genesis genesis = folder.genesis();
    Bytes bytes = Bytes.of(Files.readAllBytes(folder.signedGenesisFile()));
    SignedGenesis signed = Codec.of(SignedGenesis.class).decoded(bytes);
    String digits = Files.readString(folder.centerKeyFile()).strip();
    PublicKey center = new PublicKey(Bytes.fromHex(digits));

    assertThat(center).isEqualTo(genesis.terms().center());
    assertThat(signed.encoded()).isEqualTo(bytes);
    assertThat(bytes.size()).isLessThan(400);
    assertThat(signed.chain()).isEqualTo(genesis.chain());
    assertThat(signed.members(RecoveryTrust.NONE).members(0)).isEqualTo(genesis.membership());
    assertThat(signed.isBy(center, new Ed25519())).isTrue();
    assertThat(signed.isBy(folder.nodeKey(0), new Ed25519())).isFalse();

    List<PublicKey> reversed = new ArrayList<>(signed.nodes());
    Collections.reverse(reversed);
    for (SignedGenesis changed :
        new SignedGenesis[] {
          new SignedGenesis(signed.header(), 2, signed.nodes(), signed.signature()),
          new SignedGenesis(signed.header(), 1, reversed, signed.signature()),
          new SignedGenesis(signed.header(), 1, signed.nodes().subList(1, 4), signed.signature())
        }) {
      assertThat(changed.isBy(center, new Ed25519())).isFalse();
    }
  }
}
