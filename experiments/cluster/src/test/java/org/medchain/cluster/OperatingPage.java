package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.medchain.checkout.Repository;

/** The commands of {@code experiments/cluster/OPERATING.md}, by the keys of its rows. */
final class OperatingPage {
  private static final Pattern COMMAND = Pattern.compile("`((?:cluster|center|node) [^`]+)`");

  /** Up to the next key, paragraph or heading. */
  private static final Pattern END = Pattern.compile("<a id=|\\n\\n");

  private OperatingPage() {}

  /** Of a row or paragraph, in the order in which they stand there. */
  static List<String> commands(String key) throws IOException {
    String page = Files.readString(Repository.file("experiments/cluster/OPERATING.md"));
    String anchor = "<a id=\"" + key + "\"></a>";
    assertThat(page).contains(anchor);
    String own = END.split(page.substring(page.indexOf(anchor) + anchor.length()), 2)[0];
    return COMMAND
        .matcher(own)
        .results()
        .map(each -> each.group(1).replaceAll("\\s+", " "))
        .toList();
  }
}
