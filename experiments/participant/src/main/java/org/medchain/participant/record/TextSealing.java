package org.medchain.participant.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.medchain.data.Bytes;
import org.medchain.data.SecretKey;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.data.metadata.SealedText;
import org.medchain.data.metadata.SealedText.TextKind;
import org.medchain.experiments.config.UserInputException;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.session.ParticipantSession;

/**
 * Seals what a visit says, with salts of its owner (PRIV-6; decision 0260): a new one for each
 * description, and one for each type, which follows from the owner's secret key, so that all
 * records of a type have one name on the chain that the owner alone can make.
 */
public final class TextSealing {
  private static final String PURPOSE = "medchain/type-salt/1:";

  private final ParticipantSession session;

  /** In this session's name. */
  public TextSealing(ParticipantSession session) {
    this.session = session;
  }

  /** Whether this chain takes sealed texts alone. */
  boolean isNeeded() {
    return session.genesis().terms().metadata() == MetadataForm.SEALED;
  }

  /** The texts of a visit; nothing where they stand in clear. */
  Optional<RecordTexts> texts(VisitFile visit) throws IOException {
    return isNeeded()
        ? Optional.of(
            new RecordTexts(
                new OpenedText(randomSalt(), visit.description()), opened(visit.type())))
        : Optional.empty();
  }

  /**
   * A type as it stands on this chain.
   *
   * @param type in clear, or as the chain has it
   * @param own whether it is about own records: another's sealed type nobody can make
   */
  public String typeOnChain(String type, boolean own) throws UserInputException, IOException {
    if (!isNeeded() || SealedText.isSealed(type)) {
      return type;
    }
    if (!own) {
      throw new UserInputException(
          "--type: on this chain types are sealed with their owner's secret; give the sealed type"
              + " that 'patient records' shows its owner and 'doctor records' its doctor; consent"
              + " can name a RECORD or --all instead");
    }
    return opened(type).sealed(TextKind.TYPE);
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

  /** With the salt of an earlier record of this type, which may be of a key that was replaced. */
  private OpenedText opened(String type) throws IOException {
    for (KeptRecord each : session.folder().keptRecords()) {
      Optional<OpenedText> before = each.texts().map(RecordTexts::type);
      if (before.isPresent() && before.get().text().equals(type)) {
        return before.get();
      }
    }
    return new OpenedText(salt(session.keys().secretKey(), type), type);
  }

  /** HMAC-SHA-256 under the secret key: nobody else can make it, and the owner needs no memory. */
  static Bytes salt(SecretKey secret, String type) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.value().toArray(), "HmacSHA256"));
      return Bytes.of(mac.doFinal((PURPOSE + type).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform lacks HMAC-SHA-256", e);
    }
  }

  private static Bytes randomSalt() {
    byte[] salt = new byte[OpenedText.SALT_SIZE];
    new SecureRandom().nextBytes(salt);
    return Bytes.of(salt);
  }
}
