import type { Passage } from '../research/passage';

/** Databases, languages, protocols and infrastructure: what engineers compare in design documents. */
export const software: readonly Passage[] = [
  {
    url: 'https://www.sqlite.org/whentouse.html',
    title: 'Appropriate Uses For SQLite',
    subject: 'SQLite',
    sentences: [
      'SQLite is a library inside the application that keeps a whole database in one ordinary file.',
      'SQLite allows many readers at once but only one writer at a time, so it suits applications with few concurrent writes.',
      'SQLite needs no server, no configuration and no administration, which makes it right for devices, desktop and mobile applications and small web sites.',
      'The makers of SQLite advise a client/server database when many programs write at once or when the data lie across a network.',
      'SQLite is in the public domain.',
    ],
    figures: {
      kind: 'databases',
      values: {
        'runs as': 'library in the process',
        writers: 'one at a time',
        storage: 'one file, rows',
        licence: 'public domain',
        suits: 'devices, local data, small sites',
      },
    },
  },
  {
    url: 'https://www.postgresql.org/about/',
    title: 'About PostgreSQL',
    subject: 'PostgreSQL',
    sentences: [
      'PostgreSQL is a client/server database that has been developed in the open for more than 35 years.',
      'PostgreSQL lets many clients read and write at once through multiversion concurrency control.',
      'PostgreSQL adds types, indexes, replication, roles and extensions such as PostGIS, at the price of a server to operate.',
      'PostgreSQL suits applications with many concurrent writers, several servers or growing demands on analysis.',
      'PostgreSQL is published under the PostgreSQL Licence, which resembles the BSD and MIT licences.',
    ],
    figures: {
      kind: 'databases',
      values: {
        'runs as': 'server',
        writers: 'many at once',
        storage: 'data directory, rows',
        licence: 'PostgreSQL Licence',
        suits: 'services with many writers',
      },
    },
  },
  {
    url: 'https://duckdb.org/why_duckdb',
    title: 'Why DuckDB',
    subject: 'DuckDB',
    sentences: [
      'DuckDB is a database inside the process for analysis: it stores columns and runs queries in vectors.',
      'DuckDB reads Parquet, CSV and JSON files directly, without loading them first.',
      'DuckDB comes from the Centrum Wiskunde & Informatica in Amsterdam and is published under the MIT licence.',
    ],
    figures: {
      kind: 'databases',
      values: {
        'runs as': 'library in the process',
        writers: 'one process',
        storage: 'one file, columns',
        licence: 'MIT',
        suits: 'analysis on one machine',
      },
    },
  },
  {
    url: 'https://www.sqlite.org/wal.html',
    title: 'Write-Ahead Logging - SQLite',
    subject: 'Write-ahead logging in SQLite',
    sentences: [
      'With write-ahead logging, readers of an SQLite database do not block the writer and the writer does not block readers.',
      'Write-ahead logging in SQLite does not work over a network file system, because all processes share memory.',
    ],
  },
  {
    url: 'https://www.rust-lang.org/',
    title: 'Rust Programming Language',
    subject: 'Rust',
    sentences: [
      'Rust guarantees memory safety at compile time through ownership and borrowing, without a garbage collector.',
      'Rust has no data races in safe code, because the compiler checks what threads share.',
      'Rust asks for a longer time to learn and to compile than Go, in return for control and predictable latency.',
      'Rust 1.0 was released in May 2015.',
    ],
    figures: {
      kind: 'programming languages',
      values: {
        memory: 'ownership, no garbage collector',
        concurrency: 'threads and async, checked by the compiler',
        'first stable release': 'May 2015',
        'compile times': 'long',
        suits: 'systems, latency, embedding',
      },
    },
  },
  {
    url: 'https://go.dev/doc/faq',
    title: 'Frequently Asked Questions - The Go Programming Language',
    subject: 'Go',
    sentences: [
      'Go is a small language with garbage collection that was made at Google for large programs and large teams.',
      'Go runs many thousands of goroutines on few threads, and channels pass values between them.',
      'Go compiles quickly to one static binary, which is why much cloud software such as Kubernetes and Docker is written in it.',
      'Go 1.0 was released in March 2012.',
    ],
    figures: {
      kind: 'programming languages',
      values: {
        memory: 'garbage collector',
        concurrency: 'goroutines and channels',
        'first stable release': 'March 2012',
        'compile times': 'short',
        suits: 'network services, tools',
      },
    },
  },
  {
    url: 'https://www.rfc-editor.org/rfc/rfc9114.html',
    title: 'RFC 9114: HTTP/3',
    subject: 'HTTP/3',
    sentences: [
      'HTTP/3 carries HTTP over QUIC, which runs over UDP instead of TCP; RFC 9114 defined it in June 2022.',
      'In HTTP/3 a lost packet holds up only the stream that it belongs to, while in HTTP/2 it holds up the whole TCP connection.',
      'HTTP/3 always encrypts, since TLS 1.3 is part of QUIC.',
      'HTTP/3 compresses headers with QPACK, because the HPACK of HTTP/2 needs packets in order.',
    ],
    figures: {
      kind: 'versions of HTTP',
      values: {
        transport: 'QUIC over UDP',
        'lost packet delays': 'its stream',
        'header compression': 'QPACK',
        encryption: 'always',
        'current standard': 'RFC 9114 (2022)',
      },
    },
  },
  {
    url: 'https://www.rfc-editor.org/rfc/rfc9113.html',
    title: 'RFC 9113: HTTP/2',
    subject: 'HTTP/2',
    sentences: [
      'HTTP/2 sends many requests over one TCP connection as interleaved streams of binary frames.',
      'HTTP/2 was first defined by RFC 7540 in May 2015 and revised by RFC 9113 in June 2022.',
      'HTTP/2 compresses headers with HPACK.',
    ],
    figures: {
      kind: 'versions of HTTP',
      values: {
        transport: 'TCP',
        'lost packet delays': 'all streams',
        'header compression': 'HPACK',
        encryption: 'in practice always',
        'current standard': 'RFC 9113 (2022)',
      },
    },
  },
  {
    url: 'https://www.rfc-editor.org/rfc/rfc9000.html',
    title: 'RFC 9000: QUIC: A UDP-Based Multiplexed and Secure Transport',
    subject: 'QUIC',
    sentences: [
      'QUIC is a transport with streams, encryption and congestion control over UDP, defined by RFC 9000 in May 2021.',
      'QUIC sets up a connection and its encryption in one round trip, and resumes in none.',
      'A QUIC connection survives a change of network, because it is named by connection ids rather than by addresses.',
    ],
  },
  {
    url: 'https://webassembly.org/',
    title: 'WebAssembly',
    subject: 'WebAssembly',
    sentences: [
      'WebAssembly is a binary instruction format for a stack machine that all large browsers run.',
      'WebAssembly code runs in a sandbox: it sees its own linear memory and only those functions that the host gives it.',
      'WebAssembly became a W3C recommendation in December 2019.',
      'Outside the browser, WASI gives WebAssembly modules files, clocks and sockets through capabilities.',
    ],
  },
  {
    url: 'https://kubernetes.io/docs/concepts/overview/',
    title: 'Overview - Kubernetes',
    subject: 'Kubernetes',
    sentences: [
      'Kubernetes runs containers on many machines and keeps the declared state: it restarts, scales and moves what fails.',
      'Kubernetes came from Google in 2014 and has been a project of the Cloud Native Computing Foundation since 2015.',
      'Kubernetes is worth its operation for many services and teams; a single service is easier to run without it.',
      'Kubernetes keeps its state in etcd, which replicates it with Raft.',
    ],
  },
  {
    url: 'https://raft.github.io/',
    title: 'The Raft Consensus Algorithm',
    subject: 'Raft',
    sentences: [
      'Raft is a consensus algorithm that elects a leader, which replicates a log to a majority of servers.',
      'Raft was published by Diego Ongaro and John Ousterhout in 2014 with the aim of being easier to understand than Paxos.',
      'A Raft cluster of five servers goes on working when two of them fail.',
    ],
  },
  {
    url: 'https://crdt.tech/',
    title: 'About CRDTs',
    subject: 'CRDTs',
    sentences: [
      'CRDTs are data types whose replicas can be changed independently and always merge to the same state.',
      'CRDTs need no central server, which makes them fit for local-first software and work without a connection.',
      'CRDTs pay with metadata: a text has to keep ids of its characters, and often of deleted ones.',
      'Yjs and Automerge are widely used CRDT libraries.',
    ],
    figures: {
      kind: 'ways of editing together',
      values: {
        'central server': 'not needed',
        'works offline': 'yes, for any time',
        cost: 'metadata for each character',
        'used by': 'Yjs, Automerge',
      },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Operational_transformation',
    title: 'Operational transformation - Wikipedia',
    subject: 'Operational transformation',
    sentences: [
      'Operational transformation changes the positions of concurrent edits so that they can be applied in a different order.',
      'Operational transformation usually relies on a server that puts all edits in order; Google Docs works this way.',
      'Operational transformation keeps documents small, but its transformation functions are hard to get right.',
    ],
    figures: {
      kind: 'ways of editing together',
      values: {
        'central server': 'usual',
        'works offline': 'for short times',
        cost: 'complex transformations',
        'used by': 'Google Docs',
      },
    },
  },
  {
    url: 'https://microsoft.github.io/language-server-protocol/',
    title: 'Language Server Protocol',
    subject: 'Language Server Protocol',
    sentences: [
      'The Language Server Protocol lets one server give completion, definitions and diagnostics for a language to every editor.',
      'Microsoft published the Language Server Protocol in 2016 together with Red Hat and Codenvy.',
      'Messages of the Language Server Protocol are JSON-RPC.',
    ],
  },
  {
    url: 'https://www.rfc-editor.org/rfc/rfc8446.html',
    title: 'RFC 8446: The Transport Layer Security (TLS) Protocol Version 1.3',
    subject: 'TLS 1.3',
    sentences: [
      'TLS 1.3 needs one round trip for a full handshake, one less than TLS 1.2; RFC 8446 defined it in August 2018.',
      'TLS 1.3 removed static RSA key exchange and all ciphers without authenticated encryption.',
    ],
  },
];
