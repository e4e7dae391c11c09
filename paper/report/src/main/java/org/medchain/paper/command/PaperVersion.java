package org.medchain.paper.command;

import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code --version} prints: the version of the whole command. */
public final class PaperVersion implements IVersionProvider {
  @Spec private CommandSpec spec;

  /** For the command line. */
  public PaperVersion() {}

  @Override
  public String[] getVersion() {
    return spec.root().version();
  }
}
