/** The end of a process after an error (NODE-18). */
package org.medchain.node.failure;
