/** What a node is told when it starts. */
package org.medchain.node.config;
