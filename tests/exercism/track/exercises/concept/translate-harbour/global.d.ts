declare class ExternalApi {}
