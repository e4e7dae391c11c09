package org.medchain.client.record;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.session.ParticipantSession;
import org.medchain.data.Bytes;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.data.metadata.SealedText;
import org.medchain.data.metadata.SealedText.TextKind;
import org.medchain.node.transport.RefusedException;

/**
 * Seals what a visit says, with salts of its owner (PRIV-6; decision 0260): a new one for each
 * description, and one for each type, which follows from the owner's derive key, so that all
 * records of a type have one name on the chain that only the owner can make, until it changes its
 * keys (PRIV-11).
 *
 * @param session in whose name
 */
public record TextSealing(ParticipantSession session) {
  private static final String USE = "medchain/type-salt/2";

  /** Whether this chain takes only sealed texts. */
  boolean isNeeded() {
    return session.genesis().terms().metadata() == MetadataForm.SEALED;
  }

  /** The texts of a visit; nothing where they are in clear. */
  Optional<RecordTexts> texts(DescribedVisit visit) throws IOException, RefusedException {
    return isNeeded()
        ? Optional.of(
            new RecordTexts(
                new OpenedText(randomSalt(), visit.description()), opened(visit.type())))
        : Optional.empty();
  }

  /**
   * A type as this chain has it, in own records from now on.
   *
   * @param type in clear, or as the chain has it
   * @param own whether it is about own records: another's sealed type nobody can make
   */
  public String typeOnChain(String type, boolean own) throws IOException, RefusedException {
    if (!isNeeded() || SealedText.isSealed(type)) {
      return type;
    }
    if (!own) {
      throw new IOException(
          "--type: on this chain types are sealed with their owner's secret; give the sealed type"
              + " that 'patient records' shows its owner and 'doctor records' its doctor; consent"
              + " can name a RECORD or --all instead");
    }
    return opened(type).sealed(TextKind.TYPE);
  }

  /** The same, and after it the names that own records have from before a change of the keys. */
  public Set<String> typesOnChain(String type, boolean own) throws IOException, RefusedException {
    Set<String> names = new LinkedHashSet<>(List.of(typeOnChain(type, own)));
    for (KeptRecord each : session.folder().keptRecords()) {
      if (own && each.type().equals(type)) {
        names.add(each.record().digest().type());
      }
    }
    return names;
  }

  /** An own type in clear, as far as an own record has it; else as the chain has it. */
  public String typeInClear(String onChain) throws IOException {
    for (KeptRecord each : session.folder().keptRecords()) {
      if (each.record().digest().type().equals(onChain)) {
        return each.type();
      }
    }
    return onChain;
  }

  private OpenedText opened(String type) throws IOException, RefusedException {
    return opened(DeriveKey.read(session.folder(), session.agreement()), type);
  }

  /** One salt for a type: the owner needs no memory, and nobody else can make it. */
  static OpenedText opened(DeriveKey key, String type) {
    return new OpenedText(key.secret(USE, type), type);
  }

  private static Bytes randomSalt() {
    byte[] salt = new byte[OpenedText.SALT_SIZE];
    new SecureRandom().nextBytes(salt);
    return Bytes.of(salt);
  }
}
