package org.medchain.study;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: that of the whole command, whose file is on the class path. */
final class GameVersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = GameVersionProvider.class.getResourceAsStream("/medchain.properties")) {
      properties.load(in);
    }
    return new String[] {
      "medchain " + properties.getProperty("version") + " (JDK " + Runtime.version() + ")"
    };
  }
}
