/** The command {@code medchain paper} (CLAIM-7 to CLAIM-9). */
package org.medchain.paper.command;
