/** Files that survive a power cut. */
package org.medchain.node.durable;
