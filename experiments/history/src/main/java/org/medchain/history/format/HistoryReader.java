package org.medchain.history.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.medchain.history.History;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.value.HistoryValue;

/** Reads histories: any bytes give a history or one line that says what is wrong (HIST-2). */
public final class HistoryReader {
  /** More is no history that these checkers could judge. */
  public static final int BYTES_MAX = 1 << 28;

  private static final Pattern OBJECTS = Pattern.compile("[\\s\uFEFF]*(\\[\\s*)?\\{\\s*\"");

  private final History.Pairing events = new History.Pairing();
  private final String text;

  private HistoryReader(String text) {
    this.text = text;
  }

  /** A history. */
  public static History read(byte[] bytes) throws HistoryFormatException {
    return read(decode(bytes));
  }

  /** A history from its text: a brace and a quote begin JSON's objects, all else is EDN. */
  public static History read(String text) throws HistoryFormatException {
    HistoryReader reader = new HistoryReader(text);
    if (OBJECTS.matcher(text).lookingAt()) {
      JsonValues.read(text, reader::add);
    } else {
      reader.edn();
    }
    return reader.events.history();
  }

  /** One value of EDN, as a command line has it. */
  public static HistoryValue value(String text) throws HistoryFormatException {
    return EdnParser.only(text);
  }

  private static String decode(byte[] bytes) throws HistoryFormatException {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    String read = text.flip().toString();
    if (result.isError()) {
      throw HistoryFormatException.at(
          read, read.length(), "bytes that are no UTF-8; allowed: UTF-8");
    }
    return read;
  }

  private void edn() throws HistoryFormatException {
    EdnParser parser = new EdnParser(text);
    boolean any = parser.hasNext();
    String bracket = any && parser.takes("[") ? "]" : any && parser.takes("(") ? ")" : "";
    while (bracket.isEmpty() ? parser.hasNext() : !parser.closes(bracket, 0)) {
      add(parser.position(), parser.next());
    }
    if (parser.hasNext()) {
      throw parser.wrong("something after the vector of all events; allowed: nothing");
    }
  }

  private void add(int place, HistoryValue value) throws HistoryFormatException {
    try {
      events.take(EventFields.event(value, events.next()));
    } catch (HistoryFormatException e) {
      throw HistoryFormatException.at(text, place, e.getMessage());
    }
  }
}
