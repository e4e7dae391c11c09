package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.simulation.model.SymbolicSignatures;

/** SIM-8: a signature that is remembered is judged like one that is computed. */
class RememberedSignaturesTest {
  private final SymbolicSignatures computed = new SymbolicSignatures();
  private final SignatureScheme remembered = new RememberedSignatures(computed);

  @Property(tries = 300)
  void judgesAsTheSchemeBehindIt(
      @ForAll @IntRange(max = 1) int signer,
      @ForAll @IntRange(max = 1) int claimed,
      @ForAll @IntRange(max = 1) int said,
      @ForAll @IntRange(max = 63) int at,
      @ForAll boolean flipped) {
    KeyPair holder = keys(signer);
    Signature made = remembered.sign(holder.secretKey(), text(0));
    assertThat(made).isEqualTo(computed.sign(holder.secretKey(), text(0)));
    byte[] bytes = made.value().toArray();
    bytes[at] = (byte) (bytes[at] ^ (flipped ? 1 : 0));
    Signature shown = new Signature(Bytes.of(bytes));
    boolean genuine = signer == claimed && said == 0 && !flipped;
    assertThat(remembered.verify(keys(claimed).publicKey(), text(said), shown))
        .isEqualTo(computed.verify(keys(claimed).publicKey(), text(said), shown))
        .isEqualTo(genuine);
  }

  private KeyPair keys(int number) {
    return remembered.keyPair(Hash.of(text(100 + number)).toBytes());
  }

  private static Bytes text(int number) {
    return Bytes.utf8("text " + number);
  }
}
