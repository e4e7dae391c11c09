/** The command {@code medchain paper} (CLAIM-12 to CLAIM-14). */
package org.medchain.paper.command;
