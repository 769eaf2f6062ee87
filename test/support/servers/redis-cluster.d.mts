export interface RedisClusterNode {
  readonly address: string;
  readonly port: number;
  readonly pid: number;
  /** The same node of the cluster in a new process. */
  restart(): Promise<void>;
}

export interface RedisCluster {
  readonly url: string;
  readonly nodes: readonly RedisClusterNode[];
  /** Resolves once each node says that the state of the cluster is ok. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export function startRedisCluster(args?: readonly string[]): Promise<RedisCluster>;
