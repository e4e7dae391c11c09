/**
 * The {@code medchain} command: it parses and delegates. The classes here are the command and its
 * subcommands; what they need is in the packages below.
 */
package org.medchain.experiments;
