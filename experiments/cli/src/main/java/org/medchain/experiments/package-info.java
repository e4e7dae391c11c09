/**
 * The {@code medchain} command and its subcommands, which parse and delegate to the packages below.
 */
package org.medchain.experiments;
