package org.medchain.day.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.transport.RefusedException;

/**
 * What a party's folders have that could be a key: its ledger keys, all that is wrapped for them,
 * and each run of 32 bytes in a private key's file or in what its other files have as hexadecimal
 * digits.
 */
final class KeptSecrets {
  private static final String LEDGER_KEY = "ledger-key.pem";
  private static final Pattern DIGITS = Pattern.compile("(?:[0-9a-f]{2}){32,}");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----(.*?)-----END");

  private final List<AgreementKey> keys = new ArrayList<>();
  private final List<WrappedFileKey> wrapped = new ArrayList<>();
  private final Set<Bytes> named = new LinkedHashSet<>();
  private final Set<Bytes> runs = new LinkedHashSet<>();

  private KeptSecrets() {}

  /** All of some folders, as they are now. */
  static KeptSecrets in(List<Path> folders) throws IOException {
    KeptSecrets secrets = new KeptSecrets();
    for (Path folder : folders) {
      for (Path each : PlantedMarkers.files(folder)) {
        secrets.read(each);
      }
    }
    for (WrappedFileKey each : secrets.wrapped) {
      secrets.named.addAll(secrets.opened(each));
    }
    return secrets;
  }

  private void read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (file.endsWith(LEDGER_KEY)) {
      KeyPair ledger = CredentialFiles.readLedgerKeys(file.getParent(), new char[0]);
      keys.add(AgreementKey.of(ledger));
      named.add(ledger.secretKey().value());
    }
    for (MatchResult each : PRIVATE_KEY.matcher(text).results().toList()) {
      addRuns(Bytes.of(Base64.getMimeDecoder().decode(each.group(1).strip())));
    }
    if (file.toString().endsWith(".json")) {
      for (MatchResult each : DIGITS.matcher(text).results().toList()) {
        add(Bytes.fromHex(each.group()));
      }
    }
  }

  private void add(Bytes value) {
    addRuns(value);
    if (value.size() == FileKey.SIZE) {
      named.add(value);
    }
    try {
      wrapped.add(WrappedFileKey.CODEC.decoded(value));
    } catch (MalformedInput e) {
      return; // Most values are something else.
    }
  }

  private void addRuns(Bytes value) {
    for (int from = 0; from + FileKey.SIZE <= value.size(); from++) {
      runs.add(value.slice(from, from + FileKey.SIZE));
    }
  }

  /** What is wrapped, if one of the keys opens it. */
  List<Bytes> opened(WrappedFileKey each) {
    List<Bytes> opened = new ArrayList<>();
    for (AgreementKey key : keys) {
      try {
        opened.add(each.unwrap(key).value());
      } catch (RefusedException e) {
        // It is for another key.
      }
    }
    return opened;
  }

  /** The keys with which it agrees on secrets. */
  List<AgreementKey> keys() {
    return keys;
  }

  /** What is a secret of 32 bytes as it stands there, or under a wrap. */
  Set<Bytes> named() {
    return named;
  }

  /** The same, and all else that is as long. */
  Set<Bytes> all() {
    Set<Bytes> all = new LinkedHashSet<>(named);
    all.addAll(runs);
    return all;
  }
}
